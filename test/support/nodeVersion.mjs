// The first thing that `npm start` and `npm test` import: it must parse and run in a Node that is too old for everything else.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tagwright needs Node 20.19 or newer, and this is Node ${process.versions.node}: please install a newer one.`);
  process.exit(1);
}
