// Lines as pino writes them.
const levels = { debug: 20, info: 30, warn: 40, error: 50 };
const base = { pid: process.pid, hostname: require('os').hostname() };
const write = (level, fields, msg) =>
  process.stdout.write(JSON.stringify({ level: levels[level], time: Date.now(), ...base, ...fields, msg }) + '\n');
const serialize = err => ({ type: err.constructor.name, message: err.message, stack: err.stack, code: err.code });
module.exports = Object.fromEntries(
  Object.keys(levels).map(level => [level, (fields, msg) => (typeof fields === 'string' ? write(level, {}, fields) : write(level, fields, msg))]));
module.exports.err = serialize;
// Logs each request, as pino-http does.
module.exports.http = handler => (req, res) => {
  const started = Date.now();
  res.on('finish', () => module.exports.info({
    req: { id: ++requests, method: req.method, url: req.url, remoteAddress: req.socket.remoteAddress },
    res: { statusCode: res.statusCode }, responseTime: Date.now() - started }, 'request completed'));
  if (req.url === '/healthz') return res.end('ok');
  handler(req, res);
};
let requests = 0;
