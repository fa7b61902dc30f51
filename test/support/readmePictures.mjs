import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { getChromium } from './chromium.mjs';

/**
 * Renews the pictures that README shows, of screenshots of the same names: as small as they come without a visible loss.
 * @param {string} screenshots the folder they are in; one that is older than `since`, or not there, renews nothing
 * @param {number} since ms since 1970
 */
export async function renewReadmePictures(screenshots, since) {
  const names = Array.from(
    readFileSync('README.md', 'utf8').matchAll(/\(media\/screenshots\/([\w-]+)\.webp\)/g),
    ([, name]) => name,
  );
  const browser = await chromium.launch({ executablePath: getChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    for (const name of names) {
      const png = `${screenshots}/${name}.png`;
      if ((statSync(png, { throwIfNoEntry: false })?.mtimeMs ?? 0) < since) continue;
      const webp = await page.evaluate(`(${smallestWebp})('${readFileSync(png, 'base64')}')`);
      writeFileSync(`media/screenshots/${name}.webp`, String(webp), 'base64');
    }
  } finally {
    await browser.close();
  }
}

/** Runs in the page, on a PNG in Base64. Flat areas are smallest without loss, photographs with a little of it. */
const smallestWebp = `async png => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  const blobs = await Promise.all([1, 0.9].map(quality => canvas.convertToBlob({ type: 'image/webp', quality })));
  const [smallest] = blobs.sort((one, other) => one.size - other.size);
  const bytes = new Uint8Array(await smallest.arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}`;
