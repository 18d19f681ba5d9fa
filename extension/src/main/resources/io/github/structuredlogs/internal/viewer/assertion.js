/** Turns a record into Java: that it must occur, or must not. */
import { LEVEL_NAMES } from 'format';
import { structure } from 'record';
import { changes, pattern } from 'template';

const MASK = '***';
/** So many of its fields stand in the code though the record is found without them: they say what it is about. */
const FIELDS = 4;
const LONGEST = 120;

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
    // A double has some 15 digits.
    if (/^-?\d+\.\d+$/.test(value) && value.length < 16) return value;
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return `new java.math.BigDecimal("${value}")`;
    return null;
}

/** How many values of a record are tried: each one costs a search. */
const MOST = 40;

/** The values of a record, those inside of others by their paths. @returns {{path: string, isText: boolean, value: string}[]} */
function scalars(record) {
    const found = [];
    const walk = (path, tree) => {
        if (found.length >= MOST) return;
        if (tree.children === null) {
            if (tree.kind !== 'none') found.push({ path, isText: tree.kind === 'string' || tree.kind === 'text', value: tree.text });
            return;
        }
        for (const [name, child] of tree.children) walk(tree.kind === 'list' ? `${path}[${name}]` : `${path}.${name}`, child);
    };
    for (const [name, isText, value] of record.fields) walk(name, isText ? { kind: 'text', text: value, children: null } : structure(value));
    return found;
}

const TIMES = new Set(['ms', 'millis', 'milliseconds', 'micros', 'us', 'nanos', 'ns', 'sec', 'secs', 'seconds', 'duration', 'elapsed', 'took', 'latency', 'time', 'timestamp', 'ts', 'date', 'uptime', 'age']);
const OF_PROCESS = new Set(['pid', 'tid', 'thread', 'hostname', 'caller', 'line', 'seq', 'sequence', 'v']);
const OF_REQUEST = /(^|[._-])(trace|span|req|request|correlation|session|connection|transaction)[._-]?id$/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-|^(?=.*[a-f])(?=.*\d)[0-9a-f]{12,}$/i, INSTANT = /^\d{4}-\d\d-\d\dT|^\d\d:\d\d:\d\d|^1\d{9}(\d{3}){0,3}(\.\d+)?$/;

/** Whether a value is another one in each run: a time, a duration, an id, a place in the process. */
function isFleeting({ path, value }) {
    const name = path.replace(/\[\d+]/g, ''), words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase().split(/[^\p{L}\p{Nd}]+/u), last = words[words.length - 1];
    if (OF_REQUEST.test(name) || OF_PROCESS.has(last) || words.some(word => TIMES.has(word))) return true;
    if ((last === 'id' || last === 'uuid') && /\d/.test(value)) return true;
    return ID.test(value) || INSTANT.test(value);
}

/** Fields that say what the record is about. */
const isTelling = field => !isFleeting(field) && field.value !== '' && field.value.length <= LONGEST && !field.value.includes('\n');

/** Whether a message tells of an answer to a request. */
const isAnswer = message => /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S|\bHTTP\b|\bstatus\b/i.test(message);
/** An answer's status is what such a message says, and no number that changes from call to call. */
const isStatus = word => /^[1-5]\d\d$/.test(word);

/** @param {string} message @param {boolean} always whether all of it is to stand there, also what another run would not say again */
function ofMessage(message, always) {
    const part = exactPart(message);
    if (!isExact(message)) return part.length > 3 ? { java: `withMessageContaining(${literal(part)})`, query: { op: 'containing', cell: 0, value: part } } : null;
    const kept = always ? '' : pattern(message, true, word => isAnswer(message) && isStatus(word));
    if (always || !changes(message) || kept === pattern(message, true, () => true)) return { java: `withMessage(${literal(message)})`, query: { op: 'exactly', cell: 0, value: message } };
    return { java: `withMessageMatching(${literal(kept)})`, query: { op: 'matching', cell: 0, value: kept } };
}

/**
 * The conditions that a record meets, what tells it best from others first.
 *
 * @param {import('file').LogRecord} record
 * @param {{name: string, numbers: number[]}|null} container its name for the test, and the numbers of all that the test means by it
 * @param {boolean} occurs whether the record must occur; a record that must not is told by what another run would say again
 * @returns {{java: string, query: object, needed: boolean}[]} Java, and the same for a worker
 */
export function conditions(record, container, occurs) {
    const all = [];
    const add = (java, query, needed = false) => all.push({ java, query, needed });
    if (container !== null) add(`from(${literal(container.name)})`, { op: 'numbers', column: 'container', values: container.numbers }, true);
    if (record.level > 0) add(`withLevel(LogLevel.${LEVEL_NAMES[record.level]})`, { op: 'level', compare: '=', value: record.level }, true);
    const said = record.message === null || record.message === '' ? null : ofMessage(record.message, occurs);
    if (said !== null) add(said.java, said.query, true);
    let telling = 0;
    for (const field of scalars(record)) {
        const written = java(field.isText, field.value);
        if (written !== null && isExact(field.path)) add(`withField(${literal(field.path)}, ${written})`, { op: 'valued', ...field }, isTelling(field) && telling++ < FIELDS);
    }
    if (record.logger !== null && isExact(record.logger)) add(`withLogger(${literal(record.logger)})`, { op: 'exactly', cell: 1, value: record.logger });
    const { exception } = record;
    if (exception?.type && isExact(exception.type)) add(`withException(${literal(exception.type)})`, { op: 'exactly', cell: 5, value: exception.type }, !occurs && said === null);
    if (record.thread !== null && isExact(record.thread)) add(`withThread(${literal(record.thread)})`, { op: 'exactly', cell: 2, value: record.thread });
    return all;
}

/**
 * An assertion that finds the record and, if there are conditions for that, no other; or one that fails because of the record.
 *
 * @param {import('file').LogRecord} record
 * @param {{name: string, numbers: number[]}|null} container
 * @param {(query: object) => Promise<number>} count how many records meet conditions, where the test looks
 * @param {boolean} [occurs] whether the record must occur
 * @returns {Promise<string>}
 */
export async function assertion(record, container, count, occurs = true) {
    const all = conditions(record, container, occurs);
    const chosen = all.filter(condition => condition.needed);
    const found = () => count({ op: 'and', args: [...chosen.map(condition => condition.query), { op: 'all' }] });
    let matches = await found();
    for (const condition of occurs ? all : []) {
        if (matches <= 1) break;
        if (condition.needed) continue;
        chosen.push(condition);
        const fewer = await found();
        if (fewer < matches) matches = fewer; else chosen.pop();
    }
    const isOnly = occurs && matches <= 1, lines = ['assertThat(logs)', ...chosen.map(condition => '.' + condition.java)];
    if (isOnly) {
        const { exception } = record, typed = exception?.type && isExact(exception.type);
        lines.push('.singleElement()', typed ? `.hasException(${literal(exception.type)});` : record.logger !== null && isExact(record.logger) ? `.hasLogger(${literal(record.logger)});` : '.isNotNull();');
    } else {
        lines.push(occurs ? '.isNotEmpty();' : '.isEmpty();');
    }
    const note = matches > 1 ? `// ${matches} records meet these conditions.\n` : '';
    return note + lines[0] + lines[1] + lines.slice(2).map(line => '\n        ' + line).join('');
}
