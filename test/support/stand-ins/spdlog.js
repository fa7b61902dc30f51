// In the place of VS Code's native module of this name, which writes its logs: without it output channels stay empty.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    mkdirSync(dirname(file), { recursive: true });
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  write(level, message) {
    if (level < this.level) return;
    const time = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 23).replace('T', ' ');
    try {
      appendFileSync(this.file, this.plain ? message : `${time} [${String(levels[level])}] ${message}\n`);
    } catch {
      // a log that can't be written must not end what is logged
    }
  }

  trace(/** @type {string} */ message) {
    this.write(0, message);
  }
  debug(/** @type {string} */ message) {
    this.write(1, message);
  }
  info(/** @type {string} */ message) {
    this.write(2, message);
  }
  warn(/** @type {string} */ message) {
    this.write(3, message);
  }
  error(/** @type {string} */ message) {
    this.write(4, message);
  }
  critical(/** @type {string} */ message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(/** @type {number} */ level) {
    this.level = level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {
    this.plain = false;
  }
  flush() {}
  drop() {}
}

const create = async (/** @type {string} */ _name, /** @type {string} */ file) => new Logger(file);

exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
