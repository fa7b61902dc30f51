import { open, parts, type Workbench } from './workbench';

// Files are found by name and tag, and the tags of a whole library are looked through, with the keyboard alone.
describe('a person who searches', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await open();
    await workbench.page.getByRole('button', { name: 'Open Sample Library' }).first().click();
    await workbench.expand(workbench.treeItem('products'));
  });
  afterEach(function () {
    return workbench.screenshotOf(this.currentTest);
  });
  after(() => workbench.close());

  it('finds files as they type, and keeps what was found in the Library view', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+f');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('shirt tag:v-neck in:/products');
    await page.getByText(/Enter shows all \d+ in Library/).waitFor();
    await workbench.screenshot('find', parts.input);
    await workbench.quickInput().fill('mug tag:blue');
    await page.getByText('/products · kitchen, mug, blue').waitFor();
    await page.getByText('Enter shows all 1 in Library').waitFor();
    await page.keyboard.press('Enter');
    await workbench.treeItem(/^mug tag:blue \(\d+\)$/).waitFor();
    await workbench.screenshot('kept-search', parts.sideBar);
  });

  it('builds the index of a library, and sees its tags and probable twins', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Build Index');
    await workbench.quickPickItem('Sample Library (ImageKit)').click();
    await workbench.treeItem('Untagged').waitFor();
    await workbench.treeItem('Probable twins').waitFor();
    await page.getByRole('button', { name: 'Library Section' }).click();
    await page.getByRole('button', { name: 'Runs Section' }).click();
    await workbench.expand(workbench.treeItem('Probable twins'));
    await workbench.rest();
    await workbench.screenshot('tags', parts.sideBar);
  });

  it('merges probable twins, and renames a tag where it stands', async () => {
    const { page } = workbench;
    const twin = page.getByRole('treeitem', { name: /^T-Shirt, \d+ · like/ }).first();
    await workbench.contextMenu(twin, 'Merge Tags…');
    await page.getByText(/^Merge .*"T-Shirt".* · Sample Library/).waitFor();
    await workbench.screenshot('merge', parts.input);
    await workbench.quickPickItem('Into "t-shirt"').waitFor();
    await page.keyboard.type('t-shirt');
    await page.keyboard.press('Enter');
    // those that have the other name alone are none of its files: so few are not asked about
    await page
      .getByText(/Merged .* into "t-shirt" on /)
      .first()
      .waitFor();
    await twin.waitFor({ state: 'detached' });
    await workbench.collapse(workbench.treeItem('Probable twins'));
    await workbench.treeItem('2026').click();
    await page.keyboard.press('F2');
    await page.getByText('A new name for the tag of 5 files').waitFor();
    await page.keyboard.type('y2026');
    await page.keyboard.press('Enter');
    await page.getByText('Renamed "2026" to "y2026" on 5 files.').first().waitFor();
    await workbench.treeItem('2026').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Library Section' }).click();
    await page.getByRole('button', { name: 'Runs Section' }).click();
  });

  it('gives files a tag by the mouse, dragged either way', async () => {
    const { page } = workbench;
    const tagged = page.getByRole('treeitem', { name: /^mug-blue\.jpg, tags: .*#1/ }).first();
    await workbench.until(() => workbench.file('mug-blue.jpg').dragTo(workbench.treeItem('#1')), tagged, 10_000);
    // a row that is drawn anew while it is dragged is lost
    await page.getByRole('treeitem', { name: /^#1, 2$/ }).waitFor();
    await workbench.treeItem('a&b').dragTo(workbench.treeItem('mug tag:blue (1)'));
    await page
      .getByRole('treeitem', { name: /^mug-blue\.jpg, tags: .*#1, a&b/ })
      .first()
      .waitFor();
    for (const tag of ['a&b', '#1']) {
      await workbench.runCommand('Tagwright: Undo Run');
      await workbench.quickPickItem(`Add ${tag}`).click();
      await page
        .getByRole('treeitem', { name: `Undo: Add ${tag}` })
        .first()
        .waitFor();
    }
  });

  it('filters the tags', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tagwright: Filter Tags');
    await page.getByText('Shows the tags that have this text in them').waitFor();
    await page.keyboard.type('blu');
    await page.getByText('Tags with "blu"').waitFor();
    await page.keyboard.press('Enter');
  });

  it('edits the tags of several files at once, each on all, some or none, and takes it back', async () => {
    const { page } = workbench;
    await workbench.treeItem('mug tag:blue (1)').click();
    await page.keyboard.press('Control+f');
    await page.getByText('Find Files in').waitFor();
    await page.keyboard.type('in:/products mug tag:kitchen');
    await page.getByText(/Enter shows all 2 in Library/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.treeItem('in:/products mug tag:kitchen (2)').waitFor();
    // what was found is selected, and F2 is about all of it
    await page.keyboard.press('F2');
    await page.getByText('Change Tags of 2 Files').waitFor();
    // a tag that is on some is added to all, one that is on all is removed, and a new one is made
    await page.keyboard.type('red');
    await page.keyboard.press('Enter');
    // without a pause: what is typed after an Enter belongs to the next tag
    await page.keyboard.type('kitchen');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two mugs');
    await page.getByText('"two mugs" · Enter adds it to 2 files').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Add "red", "two mugs", remove "kitchen"').waitFor();
    await workbench.screenshot('tag-picker', parts.input);
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: 'mug-blue.jpg, tags: mug, blue, red, two mugs' }).first().waitFor();
    await page.getByRole('treeitem', { name: 'mug-red.jpg, tags: mug, red, two mugs' }).first().waitFor();
    const run = page.getByRole('treeitem', { name: /^Add red, two mugs; remove kitchen,/ }).first();
    await run.hover();
    await run.getByRole('button', { name: 'Undo Run' }).click();
    await page.getByRole('treeitem', { name: /^Undo: Add red, two mugs; remove kitchen,/ }).waitFor();
    await page
      .getByRole('treeitem', { name: /^mug-red\.jpg, tags: (?=.*kitchen)(?!.*two mugs)/ })
      .first()
      .waitFor();
  });
});
