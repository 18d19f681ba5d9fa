const http = require('http');
const log = require('./log');
const defaults = { pageSize: 10, currency: 'EUR', cacheSeconds: 60 };
const given = JSON.parse(process.env.CATALOG_CONFIG || '{}');
for (const key of Object.keys(given)) {
  if (!(key in defaults)) log.warn({ option: key }, `unknown option "${key}" in CATALOG_CONFIG is ignored`);
}
const config = { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([key]) => key in defaults)) };
log.info({ config }, 'configuration loaded');
const items = Array.from({ length: 200 }, (_, i) => ({ sku: `SKU-${i}`, cents: 100 + i }));
http.createServer(log.http((req, res) => {
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ items: items.slice(0, config.pageSize) }));
})).listen(3000, () => log.info({ port: 3000 }, 'catalog is listening'));
