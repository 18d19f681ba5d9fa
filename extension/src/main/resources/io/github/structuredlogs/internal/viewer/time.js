/** Times in a zone. Instants are microseconds since 1970. */

/** The end of a range that goes on: of a test that runs. */
export const UNENDED = 9e15;

const QUARTER = 15 * 60 * 1000;
const two = n => String(n).padStart(2, '0');

export class Zone {
    /** @param {string} id of the zone as Java or the browser names it */
    constructor(id) {
        this.offsets = new Map();
        const fixed = /^(?:UTC|GMT|UT)?([+-])(\d\d?)(?::?(\d\d))?$/.exec(id);
        this.id = id === 'Z' || id === 'GMT' ? 'UTC' : id;
        /** @type {number|null} */
        this.fixed = this.id === 'UTC' ? 0 : fixed ? (fixed[1] === '-' ? -1 : 1) * ((+fixed[2]) * 60 + (+(fixed[3] ?? 0))) * 60000 : null;
        if (this.fixed === null) {
            try {
                this.format = new Intl.DateTimeFormat('en-US', { timeZone: this.id, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
            } catch {
                this.id = `UTC (this browser does not know ${id})`;
                this.fixed = 0;
            }
        }
    }

    /** @param {number} millis @returns {number} what the zone adds to UTC then */
    offset(millis) {
        if (this.fixed !== null) return this.fixed;
        const quarter = Math.floor(millis / QUARTER);
        let offset = this.offsets.get(quarter);
        if (offset === undefined) {
            const at = quarter * QUARTER, part = {};
            for (const { type, value } of this.format.formatToParts(at)) part[type] = +value;
            offset = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - at;
            this.offsets.set(quarter, offset);
        }
        return offset;
    }

    local(micros) { const millis = Math.floor(micros / 1000); return new Date(millis + this.offset(millis)); }

    /** {@code 23:51:26.343} @param {number} digits of the second's fraction */
    time(micros, digits = 3) {
        const at = this.local(micros);
        const fraction = String(Math.floor(micros / 1000) % 1000 * 1000 + Math.floor(micros % 1000)).padStart(6, '0');
        return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}${digits > 0 ? '.' + fraction.slice(0, digits) : ''}`;
    }

    date(micros) { const at = this.local(micros); return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`; }

    dateTime(micros, digits = 0) { return `${this.date(micros)} ${this.time(micros, digits)}`; }

    /** What was typed: a time of the day of another instant, or date and time. @returns {number|null} */
    read(text, near) {
        const found = /^\s*(?:(\d{4})-(\d\d?)-(\d\d?)[T ])?(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*$/.exec(text);
        if (found === null) return null;
        const day = this.local(near);
        const [year, month, date] = found[1] ? [+found[1], found[2] - 1, +found[3]] : [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
        const [hour, minute, second] = [+found[4], +found[5], +(found[6] ?? 0)];
        if (hour > 23 || minute > 59 || second > 59) return null;
        const local = Date.UTC(year, month, date, hour, minute, second);
        const guess = local - this.offset(local), millis = local - this.offset(guess);
        return millis * 1000 + +(found[7] ?? '').padEnd(6, '0');
    }
}

/** @param {number} micros */
export function duration(micros) {
    const ms = micros / 1000;
    if (ms < 1) return `${Math.round(micros)} µs`;
    if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
    const s = ms / 1000;
    if (s < 60) return `${s.toFixed(1)} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min ${Math.floor(s % 60)} s`;
    return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
}

/** @param {number} bytes */
export function size(bytes) {
    for (const [unit, scale] of [['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10]]) {
        if (bytes >= scale) { const n = bytes / scale; return `${n < 10 ? n.toFixed(1) : Math.round(n)} ${unit}`; }
    }
    return `${bytes} bytes`;
}

/** @param {number} n */
export const count = n => n.toLocaleString('en-US');

/** Steps at which a time axis has its marks. @returns {{at: number, text: string}[]} */
export function ticks(zone, from, to, most) {
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000, 900000, 1800000, 3600000, 7200000, 21600000, 43200000, 86400000].map(ms => ms * 1000);
    const step = steps.find(s => (to - from) / s <= most) ?? 86400000000;
    const offset = zone.offset(Math.floor(from / 1000)) * 1000;
    const digits = step < 1000000 ? 3 : 0;
    const marks = [];
    for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) {
        marks.push({ at, text: zone.time(at, digits).slice(0, step >= 60000000 ? 5 : undefined) });
    }
    return marks;
}
