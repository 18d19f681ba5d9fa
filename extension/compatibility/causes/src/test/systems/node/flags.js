const http = require('http');
const fs = require('fs');
const log = require('./log');
let flags = {};
try {
  flags = JSON.parse(fs.readFileSync(process.env.FLAGS_FILE, 'utf8'));
  log.info({ file: process.env.FLAGS_FILE, flags: Object.keys(flags).length }, 'feature flags loaded');
} catch (err) {
  log.info({ file: process.env.FLAGS_FILE }, `no feature flags: ${err.message}`);
}
http.createServer(log.http((req, res) => {
  const total = 5000;
  const discount = flags['winter-sale'] ? 0.1 : 0;
  log.debug({ cart: 'c-17', total, discount }, 'cart priced');
  res.end(JSON.stringify({ total: total * (1 - discount) }));
})).listen(3000, () => log.info({ port: 3000 }, 'pricing is listening'));
