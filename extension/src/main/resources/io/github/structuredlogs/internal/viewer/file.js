/**
 * What the file holds behind the page: the index, and the records by way of workers.
 *
 * Times are microseconds since 1970 throughout. The members of the index are those of Report.java.
 *
 * @typedef {{name: string, zone: string, start: number, end: number, versions: Record<string, string>}} Run
 * @typedef {{type: string, message: string|null, location: string|null, stackTrace: string}} Failure
 * @typedef {{record: number, text: string, why: string|null, marks: string[]}} Find
 * @typedef {{change: 'NEW'|'MISSING'|'MORE', container: string, level: string|null, template: string, before: number, now: number, record: number}} Difference
 * @typedef {{passed: number, messages: Difference[], images: {container: string, before: string, now: string}[]}} Comparison
 * @typedef {{className: string, name: string, displayName: string, scope: number, start: number, end: number,
 *     outcome: 'PASSED'|'FAILED'|'ABORTED', failure: Failure|null, block: string|null, finds: Find[], traces: string[],
 *     comparison: Comparison|null}} Test
 * @typedef {{kind: string, at: number, text: string, crash: boolean}} Event
 * @typedef {{at: number, cpu: number, memory: number}} Sample
 * @typedef {{name: string, image: string, state: string, failed: boolean, events: Event[], incomplete: string[],
 *     notCaptured: string|null, memoryLimit: number, samples: Sample[], file: string|null}} Container
 * @typedef {{traceId: string, spanId: string, parentId: string|null, service: string, name: string, kind: string|null,
 *     start: number, end: number, failed: boolean, attributes: Record<string, unknown>}} Span
 * @typedef {{name: string, unit: string|null, service: string, labels: Record<string, string>, points: {at: number, value: number}[]}} Metric
 * @typedef {{version: number, records: number, chunks: [number, number|null, number|null][], run: Run, tests: Test[],
 *     containers: Container[], spans: Span[], metrics: Metric[], notes: string[],
 *     histogram: {start: number, width: number, counts: Record<string, number[]>, levels: Record<string, number[]>, tests: Record<string, number[]>}}} Index
 * @typedef {{index: number, time: number|null, nanos: number, own: boolean, observed: number|null, container: number,
 *     level: number, test: number, trace: string|null, format: string|null, stream: string|null, line: number,
 *     message: string|null, logger: string|null, thread: string|null, levelText: string|null, span: string|null,
 *     exception: {type: string|null, message: string|null, stackTrace: string|null}|null,
 *     fields: [string, boolean, string][], raw: string|null}} LogRecord
 */
import { numbered } from 'query';

const VERSION = 1, LIVE_CHUNK = 16384;

/** @returns {Promise<Index>} */
export async function readIndex() {
    const element = document.getElementById('index');
    if (element === null) throw new Error('The file ends before its index: it was cut off while it was written or copied.');
    const inflating = new DecompressionStream('deflate-raw'), writer = inflating.writable.getWriter();
    writer.write(decoded(element.textContent)).then(() => writer.close()).catch(() => {});
    let index;
    try {
        index = JSON.parse(await new Response(inflating.readable).text());
    } catch {
        throw new Error('The index of this file is damaged: the file was changed or cut off while it was written or copied.');
    }
    if (index.version !== VERSION) throw new Error(`This page reads version ${VERSION} of the data, and the file has version ${index.version}.`);
    distinguish(index.containers);
    return index;
}

/** @param {string} base64 @returns {Uint8Array} its bytes: a worker takes over these, but would get a copy of the text */
function decoded(base64) {
    try {
        if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
        const binary = atob(base64), bytes = new Uint8Array(binary.length);
        for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
        return bytes;
    } catch {
        // It was cut off: whoever inflates it says so.
        return new Uint8Array(0);
    }
}

/** Containers of several JVMs may be called alike. The later ones get a number here, as those of one JVM have it already. @param {Container[]} containers */
function distinguish(containers) {
    const names = new Set(containers.map(container => container.name)), seen = new Set();
    for (const container of containers) {
        container.own = container.name;
        if (seen.has(container.name)) {
            let number = 2;
            const name = () => `${numbered(container.own)}#${number}`;
            while (names.has(name())) number++;
            container.name = name();
        }
        names.add(container.name);
        seen.add(container.name);
    }
}

/** The records of the file, read by some workers, each of which has every n-th chunk. */
export class Records {
    /** @param {Index} index */
    constructor(index) {
        this.size = index.records;
        // What a file lacks behind the last chunk was cut off, and a part of that chunk with it.
        const elements = [...document.querySelectorAll('script.chunk')].filter(element => element.nextSibling !== null);
        const count = Math.max(1, Math.min(index.live ? 4 : elements.length, navigator.hardwareConcurrency || 2, 4));
        const script = document.getElementById('worker').textContent;
        const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
        this.waiting = new Map();
        this.next = 0;
        this.firsts = [];
        this.workers = Array.from({ length: count }, () => {
            const worker = new Worker(url);
            worker.onmessage = ({ data }) => {
                const { resolve, reject } = this.waiting.get(data.id);
                this.waiting.delete(data.id);
                if (data.error !== undefined) reject(new Error(data.error)); else resolve(data.result);
            };
            return worker;
        });
        const parts = this.workers.map(() => []);
        let first = 0;
        elements.forEach((element, number) => {
            const [size, from, to] = index.chunks[number] ?? [0, null, null];
            this.firsts.push(first);
            parts[number % count].push({ number, first, size, from, to, data: decoded(element.textContent) });
            first += size;
            element.remove();
        });
        this.workers.forEach((worker, i) => worker.postMessage({ type: 'chunks', chunks: parts[i] }, parts[i].map(({ data }) => data.buffer)));
        /** How many records the file should have and does not: it was cut off. */
        this.lost = index.records - first;
        this.size = first;
        /** The first record that is here; a page that is live drops the oldest. */
        this.first = 0;
        this.firstChunk = 0;
        /** @type {Map<number, LogRecord>} */
        this.cache = new Map();
        /** What is being read. @type {Map<number, Promise<void>>} */
        this.asked = new Map();
    }

    ask(worker, request, transferred = []) {
        const id = this.next++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            worker.postMessage({ id, ...request }, transferred);
        });
    }

    askAll(request) { return Promise.all(this.workers.map(worker => this.ask(worker, request))); }

    /**
     * @param {object} query a parsed query
     * @param {[number, number]|null} range
     * @param {{from: number, to: number, parts: number}|null} view the part of the time axis that is in sight
     * @returns {Promise<{matches: Uint32Array, counts: Map<number, Uint32Array>}>}
     */
    async search(query, range, view) {
        const answers = await this.askAll({ type: 'search', query, range, view });
        const found = answers.flatMap(answer => answer.found).sort((a, b) => a[0] - b[0]);
        const matches = new Uint32Array(found.reduce((sum, part) => sum + part[1].length, 0));
        let at = 0;
        for (const [, part] of found) { matches.set(part, at); at += part.length; }
        const counts = new Map();
        for (const answer of answers) {
            for (const [lane, numbers] of answer.counts) {
                const sum = counts.get(lane);
                if (sum) numbers.forEach((n, i) => { sum[i] += n; }); else counts.set(lane, numbers);
            }
        }
        return { matches, counts };
    }

    /** @param {number} index @returns {LogRecord|undefined} the record if it has been read */
    get(index) { return this.cache.get(index); }

    /** Reads records; those that are being read already are waited for. @param {number[]} indexes @returns {Promise<LogRecord[]>} */
    async read(indexes) {
        const parts = new Map(), waiting = new Set();
        for (const index of indexes) {
            if (this.cache.has(index)) continue;
            if (this.asked.has(index)) { waiting.add(this.asked.get(index)); continue; }
            const worker = this.workers[this.chunkOf(index) % this.workers.length];
            if (!parts.has(worker)) parts.set(worker, []);
            parts.get(worker).push(index);
        }
        for (const [worker, part] of parts) {
            const reading = this.ask(worker, { type: 'rows', indexes: part })
                .then(records => records.forEach(record => this.cache.set(record.index, record)))
                .finally(() => part.forEach(index => this.asked.delete(index)));
            part.forEach(index => this.asked.set(index, reading));
            waiting.add(reading);
        }
        await Promise.all(waiting);
        const all = indexes.map(index => this.cache.get(index)).filter(record => record !== undefined);
        while (this.cache.size > 20000) this.cache.delete(this.cache.keys().next().value);
        return all;
    }

    /** Drops everything; the next record has this number. */
    begin(first) {
        this.dropBefore(this.size);
        this.first = this.size = first;
    }

    /**
     * Takes what has arrived. Neighbours go into one chunk until it is large enough to be searched well.
     * @param {{first: number, size: number, from: number|null, to: number|null, data: string}} chunk
     * @param {object} query
     * @returns {Promise<{size: number, matches: Uint32Array, levels: [number, number, number][], seconds: [number, number, number, number][]}>}
     */
    async append(chunk, query, range) {
        const last = this.firsts.length - 1;
        if (last < this.firstChunk || this.size - this.firsts[last] >= LIVE_CHUNK || chunk.first !== this.size) this.firsts.push(chunk.first);
        const number = this.firsts.length - 1;
        this.size = chunk.first + chunk.size;
        const data = decoded(chunk.data);
        return this.ask(this.workers[number % this.workers.length], { type: 'append', chunk: { ...chunk, number, data }, query, range }, [data.buffer]);
    }

    /** Drops whole chunks of records before one; the number of the first that stays is in {@link first}. */
    dropBefore(record) {
        while (this.firstChunk < this.firsts.length && (this.firsts[this.firstChunk + 1] ?? this.size) <= record) {
            this.ask(this.workers[this.firstChunk % this.workers.length], { type: 'drop', number: this.firstChunk++ });
        }
        this.first = this.firstChunk < this.firsts.length ? this.firsts[this.firstChunk] : this.size;
        for (const index of this.cache.keys()) if (index < this.first) this.cache.delete(index);
    }

    chunkOf(index) {
        let low = this.firstChunk, high = this.firsts.length - 1;
        while (low < high) { const middle = (low + high + 1) >> 1; if (this.firsts[middle] <= index) low = middle; else high = middle - 1; }
        return low;
    }

    async traces(range) {
        const all = new Map();
        for (const part of await this.askAll({ type: 'traces', range })) {
            for (const trace of part) {
                const seen = all.get(trace.id);
                if (!seen) { all.set(trace.id, trace); continue; }
                seen.records += trace.records;
                seen.errors += trace.errors;
                seen.from = Math.min(seen.from, trace.from);
                seen.to = Math.max(seen.to, trace.to);
                seen.first = Math.min(seen.first, trace.first);
                seen.containers = [...new Set([...seen.containers, ...trace.containers])];
            }
        }
        return [...all.values()].sort((a, b) => a.from - b.from);
    }

    /** @param {string|null} name of a field; null for the names themselves */
    async vocabulary(name) {
        const counts = new Map();
        for (const part of await this.askAll({ type: 'vocabulary', name })) for (const [text, n] of part) counts.set(text, (counts.get(text) ?? 0) + n);
        return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
    }
}
