/** Saves what is filtered as lines of JSON. */
import { toJson } from 'record';
import { plural } from 'format';

const AT_ONCE = 5000;

/** @param {import('app').Page} page */
export async function download(page) {
    await page.settled();
    const size = page.size(), parts = [];
    if (size === 0) { page.say('There is no record to download.'); return; }
    for (let from = 0; from < size; from += AT_ONCE) {
        const indexes = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, i) => page.recordAt(from + i));
        const records = await page.records.read(indexes);
        parts.push(records.map(record => toJson(page, record)).join('\n') + '\n');
        if (size > AT_ONCE) page.say(`Reading ${Math.round(from / size * 100)} % …`);
    }
    const url = URL.createObjectURL(new Blob(parts, { type: 'application/x-ndjson' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${page.index.run.name.replace(/[^\w.-]+/g, '_')}-${page.zone.dateTime(Date.now() * 1000).replace(/\D+/g, '-')}.ndjson`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    page.say(`${plural(size, 'record')} saved as lines of JSON.`);
}
