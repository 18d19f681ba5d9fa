/** Turns a record into the Java that finds it. */
import { LEVEL_NAMES } from 'format';

const MASK = '***';

/** @param {string} text @returns {string} a Java string literal */
export function literal(text) {
    const escaped = text.replace(/[\\"\n\r\t]/g, c => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]);
    return `"${escaped}"`;
}

/** What the page holds of a text may differ from what was logged: secrets, control characters, tabs. */
const isExact = text => !text.includes(MASK) && !/\\u[0-9a-f]{4}|\\r| {4}/.test(text);

/** The longest part of a text that is as it was logged. */
function exactPart(text) {
    return text.split(/\*\*\*|\\u[0-9a-f]{4}|\\r| {4}|\n/).reduce((a, b) => b.trim().length > a.length ? b.trim() : a, '');
}

/** @param {boolean} isText @param {string} value text or JSON @returns {string|null} Java, null where a literal cannot say it */
function java(isText, value) {
    if (isText) return isExact(value) ? literal(value) : null;
    if (value === 'true' || value === 'false') return value;
    if (/^-?\d+$/.test(value)) {
        const n = BigInt(value);
        if (n >= -2147483648n && n <= 2147483647n) return value;
        if (n >= -9223372036854775808n && n <= 9223372036854775807n) return value + 'L';
        return `new java.math.BigInteger("${value}")`;
    }
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return `new java.math.BigDecimal("${value}")`;
    return null;
}

/**
 * The conditions that a record meets, what tells it best from others first.
 *
 * @param {import('file').LogRecord} record
 * @param {{name: string, numbers: number[]}|null} container its name for the test, and the numbers of all that the test means by it
 * @returns {{java: string, query: object, needed: boolean}[]} Java, and the same for a worker
 */
export function conditions(record, container) {
    const all = [];
    const add = (java, query, needed = false) => all.push({ java, query, needed });
    if (container !== null) add(`from(${literal(container.name)})`, { op: 'numbers', column: 'container', values: container.numbers }, true);
    if (record.level > 0) add(`withLevel(LogLevel.${LEVEL_NAMES[record.level]})`, { op: 'level', compare: '=', value: record.level }, true);
    if (record.message !== null && record.message !== '') {
        const part = exactPart(record.message);
        if (isExact(record.message)) add(`withMessage(${literal(record.message)})`, { op: 'exactly', cell: 0, value: record.message }, true);
        else if (part.length > 3) add(`withMessageContaining(${literal(part)})`, { op: 'containing', cell: 0, value: part }, true);
    }
    for (const [name, isText, value] of record.fields) {
        const written = java(isText, value);
        if (written !== null && isExact(name)) add(`withField(${literal(name)}, ${written})`, { op: 'valued', name, isText, value });
    }
    if (record.logger !== null && isExact(record.logger)) add(`withLogger(${literal(record.logger)})`, { op: 'exactly', cell: 1, value: record.logger });
    if (record.exception?.type) add(`withException(${literal(record.exception.type)})`, { op: 'exactly', cell: 5, value: record.exception.type });
    if (record.thread !== null && isExact(record.thread)) add(`withThread(${literal(record.thread)})`, { op: 'exactly', cell: 2, value: record.thread });
    return all;
}

/**
 * The shortest assertion that finds the record and no other.
 *
 * @param {import('file').LogRecord} record
 * @param {{name: string, numbers: number[]}|null} container
 * @param {(query: object) => Promise<number>} count how many records meet conditions, where the test looks
 * @returns {Promise<string>}
 */
export async function assertion(record, container, count) {
    const all = conditions(record, container);
    const chosen = all.filter(condition => condition.needed);
    const found = () => count({ op: 'and', args: [...chosen.map(condition => condition.query), { op: 'all' }] });
    let matches = await found();
    for (const condition of all) {
        if (matches <= 1) break;
        if (condition.needed) continue;
        chosen.push(condition);
        const fewer = await found();
        if (fewer < matches) matches = fewer; else chosen.pop();
    }
    const end = matches > 1 ? '.isNotEmpty();' : '.singleElement()';
    const lines = ['assertThat(logs)', ...chosen.map(condition => '.' + condition.java), end];
    if (matches <= 1) {
        const { exception } = record, typed = exception?.type && isExact(exception.type);
        lines.push(typed ? `.hasException(${literal(exception.type)});` : record.logger !== null && isExact(record.logger) ? `.hasLogger(${literal(record.logger)});` : '.isNotNull();');
    }
    const note = matches > 1 ? `// ${matches} records meet these conditions.\n` : '';
    return note + lines[0] + lines[1] + lines.slice(2).map(line => '\n        ' + line).join('');
}
