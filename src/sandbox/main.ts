// The entry of dist/sandbox.js: the sandbox as a program of its own.
import { help, parseCommandLine } from './commandLine';
import { startSandbox } from './server';

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

async function run(words: readonly string[]): Promise<void> {
  const command = parseCommandLine(words);
  if (command.kind === 'help') return void process.stdout.write(help);
  if (command.kind === 'problem') {
    process.stderr.write(`${command.message}\n`);
    process.exitCode = 2;
    return;
  }
  const sandbox = await startSandbox(command.options);
  const { imagekit, oracle, key, user, password } = sandbox;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  process.stdout.write(`${JSON.stringify({ imagekit, oracle, key, user, password })}\n`);
}
