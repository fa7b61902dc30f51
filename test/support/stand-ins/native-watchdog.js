// In the place of VS Code's native module of this name: ends an extension host whose server is gone.
exports.start = (/** @type {number} */ server) => {
  const look = () => {
    try {
      process.kill(server, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(look, 1000).unref();
};
exports.exit = (/** @type {number} */ code) => process.exit(code);
