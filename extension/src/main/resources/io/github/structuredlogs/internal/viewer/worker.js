// Inflates the chunks of records that it is given, searches them and reads records from them.
// One classic script without imports: a page from a file can start no other kind of worker.
'use strict';

const ROW_END = '\x1d', CELL_END = '\x1f', TEXT = '\x1e', JSON_TEXT = '\x1c', MARK = '\x1a';
const COLUMNS = ['flags', 'time', 'nanos', 'observed', 'container', 'level', 'test', 'trace', 'format', 'raw', 'line'];
const SIGNED = new Set(['time', 'observed', 'line']);
const HAS_TIME = 1, OWN_TIME = 2, OBSERVED = 4, STDERR = 8, STDOUT = 16, HAS_MESSAGE = 32, HAS_EXCEPTION = 64, EXCEPTION_MESSAGE = 128;
const CELLS = 8, TRACE_NUMBER = 9, TIME_NUMBER = 10, EPOCH_NUMBER = 11, FIELDS_FROM = 12, LEVELS = 7, LANES = 100000;

/** @type {Map<number, {number: number, first: number, size: number, from: number|null, to: number|null, data: Uint8Array|null, chunk: Chunk|null}>} */
const chunks = new Map();

/** The columns of a chunk, each read when it is asked for: a search needs few of them. */
class Columns {
    /** @param {number} size @param {Uint8Array[]} parts */
    constructor(size, parts) { COLUMNS.forEach((name, i) => this.define(name, () => column(name, numbers(parts[i], size, SIGNED.has(name))))); }

    define(name, read) {
        Object.defineProperty(this, name, { configurable: true, get: () => this[name] = read(), set: value => Object.defineProperty(this, name, { value, writable: true }) });
    }
}

/** @param {string} name @param {Float64Array} numbers as they are written @returns {Float64Array} */
function column(name, numbers) {
    if (name !== 'time' && name !== 'line') return numbers;
    for (let i = 1; i < numbers.length; i++) numbers[i] += numbers[i - 1];
    if (name === 'time') {
        // What has no time stands where its neighbours are: behind the one before, or with the first that has one.
        const timed = numbers.findIndex(t => t !== 0);
        if (timed > 0) numbers.fill(numbers[timed], 0, timed);
    }
    return numbers;
}

class Chunk {
    /** @param {Uint8Array} bytes @param {number} first the number of its first record */
    constructor(bytes, first) {
        this.first = first;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.size = view.getUint32(0, true);
        const parts = COLUMNS.length + 4;
        let at = 4 * (parts + 1);
        const part = i => {
            const start = at;
            at += view.getUint32(4 * (i + 1), true);
            return bytes.subarray(start, at);
        };
        this.columns = new Columns(this.size, COLUMNS.map((_, i) => part(i).slice()));
        const text = i => new TextDecoder().decode(part(COLUMNS.length + i));
        const list = i => { const all = text(i).split(ROW_END); all.pop(); return all; };
        this.traces = list(0);
        this.formats = list(1);
        this.templates = list(2);
        this.text = text(3);
        this.ascii = this.text.length === view.getUint32(4 * (COLUMNS.length + 4), true);
        this.lower = null;
        this.places = {};
        this.ends = new Int32Array(this.size);
        for (let i = 0, end = -1; i < this.size; i++) this.ends[i] = end = this.text.indexOf(ROW_END, end + 1);
    }

    /** Takes the records of the chunk behind this one. */
    append(other) {
        const size = this.size + other.size;
        for (const name of COLUMNS) {
            if (size > this.columns[name].length) {
                const larger = new Float64Array(Math.max(1024, size * 2));
                larger.set(this.columns[name].subarray(0, this.size));
                this.columns[name] = larger;
            }
            this.columns[name].set(other.columns[name].subarray(0, other.size), this.size);
        }
        for (const [list, column] of [['traces', 'trace'], ['formats', 'format'], ['templates', 'raw']]) {
            const places = this.places[list] ??= new Map(this[list].map((text, i) => [text, i + 1]));
            const numbers = other[list].map(text => {
                let number = places.get(text);
                if (number === undefined) places.set(text, number = this[list].push(text));
                return number;
            });
            const all = this.columns[column];
            for (let i = this.size; i < size; i++) if (all[i] > 0) all[i] = numbers[all[i] - 1];
        }
        if (size > this.ends.length) {
            const larger = new Int32Array(Math.max(1024, size * 2));
            larger.set(this.ends.subarray(0, this.size));
            this.ends = larger;
        }
        for (let i = 0; i < other.size; i++) this.ends[this.size + i] = this.text.length + other.ends[i];
        this.text += other.text;
        this.ascii &&= other.ascii;
        this.lower = null;
        this.size = size;
    }

    start(row) { return row === 0 ? 0 : this.ends[row - 1] + 1; }

    /** The rows' text in lower case; its places are those of the text itself. */
    lowerText() {
        if (this.lower === null) this.lower = this.text.toLowerCase();
        return this.lower;
    }

    cells(row) { return this.text.slice(this.start(row), this.ends[row]).split(CELL_END); }

    /** @returns {Array<[string, boolean, string]>} name, whether it is a text, and the text or JSON */
    fields(row) { return this.cells(row).slice(CELLS).map(field); }

    raw(row, cells = this.cells(row)) {
        const number = this.columns.raw[row];
        if (number === 0) return null;
        const parts = this.templates[number - 1].split(MARK);
        let out = parts[0];
        for (let i = 1; i < parts.length; i++) out += this.cut(row, cells, parts[i].charCodeAt(0) - 32) + parts[i].slice(1);
        return out;
    }

    cut(row, cells, number) {
        if (number < CELLS) return cells[number];
        if (number === TRACE_NUMBER) return this.traces[this.columns.trace[row] - 1];
        if (number === TIME_NUMBER) return new Date(Math.floor(this.columns.time[row] / 1000)).toISOString();
        if (number === EPOCH_NUMBER) return String(Math.floor(this.columns.time[row] / 1000));
        return field(cells[CELLS + number - FIELDS_FROM])[2];
    }

    record(row) {
        const c = this.columns, flags = c.flags[row], cells = this.cells(row), or = text => text === '' ? null : text;
        const time = flags & HAS_TIME ? c.time[row] : null;
        return {
            index: this.first + row, time, nanos: c.nanos[row], own: !!(flags & OWN_TIME),
            observed: flags & OBSERVED ? (time ?? 0) + c.observed[row] : null,
            container: c.container[row] - 1, level: c.level[row], test: c.test[row] - 1,
            trace: this.traces[c.trace[row] - 1] ?? null, format: this.formats[c.format[row] - 1] ?? null,
            stream: flags & STDERR ? 'STDERR' : flags & STDOUT ? 'STDOUT' : null, line: c.line[row],
            message: flags & HAS_MESSAGE ? cells[0] : null, logger: or(cells[1]), thread: or(cells[2]),
            levelText: or(cells[3]), span: or(cells[4]),
            exception: flags & HAS_EXCEPTION
                ? { type: or(cells[5]), message: flags & EXCEPTION_MESSAGE ? cells[6] : null, stackTrace: or(cells[7]) } : null,
            fields: cells.slice(CELLS).map(field), raw: this.raw(row, cells),
        };
    }
}

function field(cell) {
    const text = cell.indexOf(TEXT), json = cell.indexOf(JSON_TEXT);
    const isText = text >= 0 && (json < 0 || text < json), at = isText ? text : json;
    return [cell.slice(0, at), isText, cell.slice(at + 1)];
}

function numbers(bytes, size, signed) {
    const out = new Float64Array(size);
    for (let i = 0, at = 0; i < size; i++) {
        let value = 0, scale = 1, byte;
        do {
            byte = bytes[at++];
            value += (byte & 0x7f) * scale;
            scale *= 128;
        } while (byte & 0x80);
        out[i] = !signed ? value : value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    return out;
}

async function inflate(bytes) {
    // A blob's stream would ask another process for each part.
    const { readable, writable } = new DecompressionStream('deflate-raw'), writer = writable.getWriter(), reader = readable.getReader(), parts = [];
    // What is wrong with the bytes is said where they are read.
    writer.write(bytes).then(() => writer.close()).catch(() => {});
    let size = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) { parts.push(next.value); size += next.value.length; }
    const all = new Uint8Array(size);
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
}

async function load(entry) {
    if (entry.chunk === null) {
        entry.chunk = new Chunk(await inflate(entry.data), entry.first);
        entry.data = null;
    }
    return entry.chunk;
}

// ---- Conditions: each gives one byte a row.

/** Sets the rows of a chunk in whose text a finder finds something. */
function inRows(chunk, mask, find) {
    let row = 0;
    for (let at = find(0); at >= 0 && row < chunk.size; at = find(chunk.ends[row - 1] + 1)) {
        while (chunk.ends[row] < at) row++;
        mask[row++] = 1;
    }
}

function finder(chunk, text) {
    const exact = text !== text.toLowerCase();
    if (exact) return from => chunk.text.indexOf(text, from);
    if (chunk.ascii) { const lower = chunk.lowerText(); return from => lower.indexOf(text, from); }
    return patternFinder(chunk, new RegExp(text.replace(/[.*+?^${}()|[\]\\\/]/g, '\\$&'), 'giu'));
}

function patternFinder(chunk, pattern) {
    return from => { pattern.lastIndex = from; const found = pattern.exec(chunk.text); return found === null ? -1 : found.index; };
}

const contains = (text, part) => part !== part.toLowerCase() ? text.includes(part) : text.toLowerCase().includes(part);

/** Whether a text may be found in a raw line though no value has it: where it meets what stands between the values. */
function meets(template, text) {
    const plain = text === text.toLowerCase(), literals = (plain ? template.toLowerCase() : template).split(MARK).map((part, i) => i === 0 ? part : part.slice(1));
    let may = false;
    for (const literal of literals) {
        if (literal === '') continue;
        if (literal.includes(text)) return 'always';
        if (text.includes(literal)) may = true;
        for (let k = 1; !may && k < text.length && k <= literal.length; k++) {
            may = literal.endsWith(text.slice(0, k)) || literal.startsWith(text.slice(-k));
        }
    }
    return may || literals.some((literal, i) => literal === '' && i > 0 && i < literals.length - 1) ? 'perhaps' : 'never';
}

const leaves = {
    text(chunk, { value }, mask) {
        if (value === '') { mask.fill(1); return; }
        inRows(chunk, mask, finder(chunk, value));
        const traces = chunk.traces.map(trace => contains(trace, value));
        const templates = chunk.templates.map(template => meets(template, value));
        if (!traces.includes(true) && templates.every(template => template === 'never')) return;
        const { trace, raw } = chunk.columns;
        for (let i = 0; i < chunk.size; i++) {
            if (mask[i]) continue;
            if (trace[i] && traces[trace[i] - 1]) mask[i] = 1;
            else if (raw[i]) {
                const how = templates[raw[i] - 1];
                if (how === 'always' || how === 'perhaps' && contains(chunk.raw(i), value)) mask[i] = 1;
            }
        }
    },
    regex(chunk, { value, flags }, mask) {
        const pattern = new RegExp(value, 'u' + flags);
        for (let i = 0; i < chunk.size; i++) {
            const cells = chunk.cells(i);
            if (cells.some((cell, k) => pattern.test(k < CELLS ? cell : field(cell)[2]))) mask[i] = 1;
            else { const raw = chunk.raw(i, cells); if (raw !== null && pattern.test(raw)) mask[i] = 1; }
        }
    },
    numbers(chunk, { column, values }, mask) {
        const wanted = new Set(values), numbers = chunk.columns[column];
        for (let i = 0; i < chunk.size; i++) if (wanted.has(numbers[i])) mask[i] = 1;
    },
    level(chunk, { compare, value }, mask) {
        const level = chunk.columns.level, holds = comparison(compare);
        for (let i = 0; i < chunk.size; i++) if (value === 0 ? (compare === '!=' ? level[i] !== 0 : level[i] === 0) : (level[i] > 0 || compare === '!=') && holds(level[i], value)) mask[i] = 1;
    },
    listed(chunk, { list, compare, value }, mask) {
        const numbers = chunk.columns[list], fits = chunk[list + 's'].map(text => textHolds(text, compare, value));
        const not = compare === '!=';
        for (let i = 0; i < chunk.size; i++) if (numbers[i] ? fits[numbers[i] - 1] : not) mask[i] = 1;
    },
    stream(chunk, { value }, mask) {
        const bit = value === 'stderr' ? STDERR : STDOUT;
        for (let i = 0; i < chunk.size; i++) if (chunk.columns.flags[i] & bit) mask[i] = 1;
    },
    cell(chunk, { cells, compare, value }, mask) {
        const not = compare === '!=';
        candidates(chunk, not || /[*]/.test(value) ? '' : value, row => {
            const texts = chunk.cells(row);
            if (not ? cells.every(cell => textHolds(texts[cell], '!=', value)) : cells.some(cell => texts[cell] !== '' && textHolds(texts[cell], compare, value))) mask[row] = 1;
        });
    },
    logger(chunk, { compare, value }, mask) {
        const lower = value.toLowerCase();
        candidates(chunk, compare === '!=' || /[*]/.test(value) ? '' : value, row => {
            const logger = chunk.cells(row)[1], name = logger.toLowerCase();
            const is = value.includes('*') ? textHolds(logger, '=', value)
                : name === lower || name.endsWith('.' + lower) || name.startsWith(lower + '.') || (compare === ':' && name.slice(name.lastIndexOf('.') + 1).startsWith(lower));
            if (is !== (compare === '!=')) mask[row] = 1;
        });
    },
    exactly(chunk, { cell, value }, mask) {
        candidates(chunk, value.includes('\n') ? '' : value, row => { if (chunk.cells(row)[cell] === value) mask[row] = 1; });
    },
    containing(chunk, { cell, value }, mask) {
        candidates(chunk, value, row => { if (chunk.cells(row)[cell].includes(value)) mask[row] = 1; });
    },
    matching(chunk, { cell, value }, mask) {
        const pattern = new RegExp(`^(?:${value})$`, 'u');
        for (let row = 0; row < chunk.size; row++) if (pattern.test(chunk.cells(row)[cell])) mask[row] = 1;
    },
    valued(chunk, { path, isText, value }, mask) {
        byName(chunk, path, row => { const found = valueAt(chunk.fields(row), path); if (found !== undefined && isSame(found, isText, value)) mask[row] = 1; });
    },
    has(chunk, { path }, mask) { byName(chunk, path, row => { if (valueAt(chunk.fields(row), path) !== undefined) mask[row] = 1; }); },
    field(chunk, { path, compare, value }, mask) {
        if (compare === '!=') {
            for (let row = 0; row < chunk.size; row++) { const found = valueAt(chunk.fields(row), path); if (found === undefined || !fieldHolds(found, '=', value)) mask[row] = 1; }
            return;
        }
        byName(chunk, path, row => {
            const found = valueAt(chunk.fields(row), path);
            if (found !== undefined && fieldHolds(found, compare, value)) mask[row] = 1;
        });
    },
};

/** Calls for each row whose text holds a part in any case; for each row without one. */
function candidates(chunk, part, call) {
    if (part === '') { for (let row = 0; row < chunk.size; row++) call(row); return; }
    const some = new Uint8Array(chunk.size);
    inRows(chunk, some, finder(chunk, part.toLowerCase()));
    for (let row = 0; row < chunk.size; row++) if (some[row]) call(row);
}

function byName(chunk, path, call) {
    const some = new Uint8Array(chunk.size);
    const names = new Set([path, ...prefixes(path)]);
    for (const name of names) {
        const start = CELL_END + name;
        inRows(chunk, some, from => {
            for (let at = chunk.text.indexOf(start, from); at >= 0; at = chunk.text.indexOf(start, at + 1)) {
                const next = chunk.text[at + start.length];
                if (next === TEXT || next === JSON_TEXT) return at;
            }
            return -1;
        });
    }
    for (let row = 0; row < chunk.size; row++) if (some[row]) call(row);
}

function prefixes(path) {
    const found = [];
    for (let i = 1; i < path.length; i++) if (path[i] === '.' || path[i] === '[') found.push(path.slice(0, i));
    return found;
}

/** A field of that very name, else along the path into objects and lists. Numbers stay as they are written. */
function valueAt(fields, path) {
    for (const [name, isText, value] of fields) if (name === path) return isText ? value : parsed(value);
    for (const [name, isText, value] of fields) {
        if (isText || !path.startsWith(name) || (path[name.length] !== '.' && path[name.length] !== '[')) continue;
        const found = along(parsed(value), path.slice(name.length));
        if (found !== undefined) return found;
    }
    return undefined;
}

function along(value, path) {
    if (path === '') return value;
    if (value === null || typeof value !== 'object') return undefined;
    const index = /^\[(\d+)]/.exec(path);
    if (index) return Array.isArray(value) ? along(value[+index[1]], path.slice(index[0].length)) : undefined;
    const rest = path.slice(1);
    for (const name of Object.keys(value)) {
        if (!Array.isArray(value) && (rest === name || rest.startsWith(name + '.') || rest.startsWith(name + '['))) {
            const found = along(value[name], rest.slice(name.length));
            if (found !== undefined) return found;
        }
    }
    return undefined;
}

/** As withField compares: numbers by value, and a text with the number or boolean that it spells. */
function isSame(found, isText, value) {
    if (found === null || typeof found === 'object') return false;
    if (String(found) === value) return true;
    const number = text => text.trim() === '' ? NaN : Number(text);
    return !(isText && typeof found === 'string') && number(String(found)) === number(value);
}

function parsed(json) { try { return JSON.parse(json); } catch { return json; } }

function comparison(compare) {
    switch (compare) {
        case '>': return (a, b) => a > b;
        case '>=': return (a, b) => a >= b;
        case '<': return (a, b) => a < b;
        case '<=': return (a, b) => a <= b;
        case '!=': return (a, b) => a !== b;
        default: return (a, b) => a === b;
    }
}

function textHolds(text, compare, value) {
    if (value.includes('*')) {
        const is = new RegExp('^' + value.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*') + '$', 'isu').test(text);
        return compare === '!=' ? !is : is;
    }
    if (compare === ':') return contains(text, value);
    return comparison(compare)(text, value);
}

function fieldHolds(found, compare, value) {
    if (found === null) return compare === '=' && value === 'null';
    if (typeof found === 'object') return contains(JSON.stringify(found), value) && (compare === ':' || JSON.stringify(found) === value);
    const text = String(found);
    if (compare === ':' || value.includes('*')) return textHolds(text, compare, value);
    const number = value.trim() === '' ? NaN : Number(value);
    if (typeof found === 'number' && !Number.isNaN(number)) return comparison(compare)(found, number);
    if (compare !== '=' && !Number.isNaN(number) && text.trim() !== '' && !Number.isNaN(Number(text))) return comparison(compare)(Number(text), number);
    return comparison(compare)(text, value);
}

function holds(chunk, node) {
    const mask = new Uint8Array(chunk.size);
    switch (node.op) {
        case 'all': mask.fill(1); break;
        case 'not': { const inner = holds(chunk, node.arg); for (let i = 0; i < mask.length; i++) mask[i] = inner[i] ^ 1; break; }
        case 'and': {
            mask.fill(1);
            for (const arg of node.args) { const inner = holds(chunk, arg); for (let i = 0; i < mask.length; i++) mask[i] &= inner[i]; }
            break;
        }
        case 'or': for (const arg of node.args) { const inner = holds(chunk, arg); for (let i = 0; i < mask.length; i++) mask[i] |= inner[i]; } break;
        default: leaves[node.op](chunk, node, mask);
    }
    return mask;
}

// ---- Requests.

const overlaps = (entry, range) => range === null || entry.from === null || (entry.from <= range[1] / 1000 + 1 && entry.to >= range[0] / 1000 - 1);

/** A record without a time is where the records beside it are. */
function inRange(chunk, row, range) {
    if (range === null) return true;
    const time = chunk.columns.time[row];
    return time >= range[0] && time <= range[1];
}

const requests = {
    /** The records for which a query holds within a range; how many there are in each part of a view of the time axis. */
    async search({ query, range, view, limit }) {
        const found = [], counts = new Map();
        const span = view === null || range === null ? null : [Math.min(view.from, range[0]), Math.max(view.to, range[1])];
        for (const entry of chunks.values()) {
            if (!overlaps(entry, range) && !(view !== null && overlaps(entry, [view.from, view.to]))) continue;
            if (limit !== undefined && found.length >= limit) break;
            const chunk = await load(entry), mask = holds(chunk, query), { time, container, level } = view === null ? {} : chunk.columns;
            const matches = new Uint32Array(chunk.size);
            let size = 0;
            for (let row = 0; row < chunk.size; row++) {
                if (!mask[row]) continue;
                if (inRange(chunk, row, range)) matches[size++] = chunk.first + row;
                if (view !== null && time[row] >= view.from && time[row] < view.to) {
                    const lane = container[row] - 1;
                    if (!counts.has(lane)) counts.set(lane, new Uint32Array(view.parts * LEVELS));
                    counts.get(lane)[Math.floor((time[row] - view.from) / (view.to - view.from) * view.parts) * LEVELS + level[row]]++;
                }
            }
            if (size > 0) found.push([entry.number, matches.slice(0, size)]);
        }
        return { found, counts };
    },
    /** Takes records that have arrived; what the query finds among them, and how many of each kind there are. */
    async append({ chunk: { number, first, size, from, to, data }, query, range }) {
        const arrived = new Chunk(await inflate(data), first), entry = chunks.get(number);
        const mask = holds(arrived, query), { time, container, level } = arrived.columns;
        const matches = new Uint32Array(size), levels = new Map(), seconds = new Map();
        const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
        let found = 0;
        for (let row = 0; row < size; row++) {
            const lane = container[row] - 1;
            count(levels, lane * LEVELS + level[row]);
            if (!mask[row]) continue;
            if (inRange(arrived, row, range)) matches[found++] = first + row;
            count(seconds, (Math.floor(time[row] / 1e6) * LANES + lane) * LEVELS + level[row]);
        }
        if (entry) {
            entry.chunk.append(arrived);
            entry.size += size;
            if (from !== null) { entry.from = Math.min(entry.from ?? from, from); entry.to = Math.max(entry.to ?? to, to); }
        } else chunks.set(number, { number, first, size, from, to, data: null, chunk: arrived });
        return {
            size, matches: matches.slice(0, found), levels: [...levels].map(([key, n]) => [Math.floor(key / LEVELS), key % LEVELS, n]),
            seconds: [...seconds].map(([key, n]) => [Math.floor(key / LEVELS) % LANES, Math.floor(key / LEVELS / LANES), key % LEVELS, n]),
        };
    },
    async drop({ number }) { chunks.delete(number); },
    async rows({ indexes }) {
        const rows = [];
        for (const index of indexes) {
            const entry = entryOf(index);
            if (entry) rows.push((await load(entry)).record(index - entry.first));
        }
        return rows;
    },
    /** The traces within a range: how many records, from when to when, in which containers, how many errors. */
    async traces({ range }) {
        const all = new Map();
        for (const entry of chunks.values()) {
            if (!overlaps(entry, range)) continue;
            const chunk = await load(entry), { trace, time, container, level } = chunk.columns;
            for (let row = 0; row < chunk.size; row++) {
                if (trace[row] === 0 || !inRange(chunk, row, range)) continue;
                const id = chunk.traces[trace[row] - 1];
                let seen = all.get(id);
                if (!seen) all.set(id, seen = { id, records: 0, from: time[row], to: time[row], containers: [], errors: 0, first: chunk.first + row });
                seen.records++;
                seen.from = Math.min(seen.from, time[row]);
                seen.to = Math.max(seen.to, time[row]);
                if (level[row] >= 5) seen.errors++;
                if (!seen.containers.includes(container[row] - 1)) seen.containers.push(container[row] - 1);
            }
        }
        return [...all.values()];
    },
    /** The names of fields, or the values of one, in the chunks that have been inflated, most frequent first. */
    async vocabulary({ name }) {
        const counts = new Map(), count = text => counts.set(text, (counts.get(text) ?? 0) + 1);
        let budget = 40;
        for (const entry of chunks.values()) {
            if (budget-- === 0) break;
            const chunk = await load(entry);
            if (name === null) {
                for (const found of chunk.text.matchAll(/\x1f([^\x1c-\x1f]+)[\x1c\x1e]/g)) count(found[1]);
            } else if (name === 'logger' || name === 'thread' || name === 'exception') {
                const cell = name === 'logger' ? 1 : name === 'thread' ? 2 : 5;
                for (let row = 0; row < chunk.size; row++) { const text = chunk.cells(row)[cell]; if (text !== '') count(text); }
            } else if (name === 'trace' || name === 'format') {
                const list = chunk[name + 's'];
                for (const number of chunk.columns[name]) if (number) count(list[number - 1]);
            } else {
                byName(chunk, name, row => { const value = valueAt(chunk.fields(row), name); if (value !== undefined && value !== null && typeof value !== 'object') count(String(value)); });
            }
            if (counts.size > 5000) break;
        }
        return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 200);
    },
};

function entryOf(index) {
    for (const entry of chunks.values()) if (index >= entry.first && index < entry.first + entry.size) return entry;
    return null;
}

/** What arrives is taken one after the other, and what is asked for meanwhile waits for it. */
let arriving = Promise.resolve();

onmessage = async ({ data }) => {
    if (data.type === 'chunks') {
        for (const chunk of data.chunks) chunks.set(chunk.number, { ...chunk, chunk: null });
        return;
    }
    try {
        const taken = arriving, take = () => requests[data.type](data);
        const result = taken.then(take);
        if (data.type === 'append' || data.type === 'drop') arriving = result.catch(() => {});
        postMessage({ id: data.id, result: await result });
    } catch (e) {
        postMessage({ id: data.id, error: String(e?.message ?? e) });
    }
};
