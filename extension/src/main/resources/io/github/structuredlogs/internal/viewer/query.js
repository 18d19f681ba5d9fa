/**
 * The language of the query field. Its words are those of the assertions.
 *
 *     query   = any
 *     any     = all { "or" all }
 *     all     = one { ["and"] one }
 *     one     = ( "not" | "-" ) one | "(" any ")" | term
 *     term    = name compare value | text | "/" regex "/" ["i"]
 *     compare = ":" | "=" | "!=" | ">" | ">=" | "<" | "<="
 *     value   = word | '"' … '"'            inside of quotes \" and \\ stand for " and \
 *
 * Names: from test level logger thread message trace span exception stream format has; any other name is a field's, or a
 * path into one (order.items[0].qty). ":" looks for a part, "=" for the whole. A text without capitals matches in any case.
 * A "*" in a value stands for any text.
 */

export const LEVELS = ['NONE', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
export const NAMES = ['from', 'level', 'logger', 'message', 'exception', 'trace', 'test', 'has', 'span', 'thread', 'stream', 'format'];

export class QueryError extends Error {
    constructor(message, at) { super(message); this.at = at; }
}

/**
 * @param {string} text
 * @param {{containers: string[], tests: string[]}} known
 * @returns {object} what the workers take; throws a QueryError that says where and what was expected
 */
export function parse(text, known) { return new Parser(text, known).query(); }

class Parser {
    constructor(text, known) { this.text = text; this.at = 0; this.known = known; }

    query() {
        this.blanks();
        if (this.end()) return { op: 'all' };
        const node = this.any();
        if (!this.end()) throw this.error('Expected "and", "or" or a condition');
        return node;
    }

    any() {
        const args = [this.all()];
        while (this.word('or')) args.push(this.all());
        return args.length === 1 ? args[0] : { op: 'or', args };
    }

    all() {
        const args = [this.one()];
        for (;;) {
            if (this.word('and')) { args.push(this.one()); continue; }
            if (this.end() || this.peek() === ')' || this.isWord('or')) break;
            args.push(this.one());
        }
        return args.length === 1 ? args[0] : { op: 'and', args };
    }

    one() {
        if (this.word('not')) return { op: 'not', arg: this.one() };
        if (this.peek() === '-' && /\S/.test(this.text[this.at + 1] ?? ' ')) { this.at++; return { op: 'not', arg: this.one() }; }
        if (this.peek() === '(') {
            const open = this.at++;
            this.blanks();
            if (this.peek() === ')') throw this.error('Expected a condition inside of the parentheses');
            const node = this.any();
            if (this.peek() !== ')') throw new QueryError(`Expected ")" for the "(" at ${open + 1}`, this.text.length);
            this.at++;
            this.blanks();
            return node;
        }
        return this.term();
    }

    term() {
        if (this.end()) throw this.error('Expected a condition');
        if (this.isWord('or') || this.isWord('and')) throw this.error('Expected a condition');
        if (this.peek() === '"') return { op: 'text', value: this.quoted() };
        if (this.peek() === '/') return this.regex();
        if (this.peek() === ')') throw this.error('Expected a condition');
        const start = this.at;
        const name = /^[^\s"():=<>!]+/.exec(this.text.slice(this.at))?.[0] ?? '';
        const compare = /^(:|>=|<=|!=|=|>|<)/.exec(this.text.slice(this.at + name.length))?.[0];
        if (name !== '' && compare !== undefined && !/^\w+:\/\//.test(this.text.slice(this.at))) {
            this.at += name.length + compare.length;
            return this.condition(name, compare, start);
        }
        const text = /^[^\s()]+/.exec(this.text.slice(this.at))?.[0] ?? '';
        this.at += text.length;
        this.blanks();
        return { op: 'text', value: text };
    }

    condition(name, compare, start) {
        const at = this.at, value = this.value(name + compare);
        const as = compare === '=' || compare === '!=' || compare === ':' ? compare : null;
        if (as === null && NAMES.includes(name) && name !== 'level') throw new QueryError(`Expected ":", "=" or "!=" behind ${name}`, start + name.length);
        const not = node => compare === '!=' ? { op: 'not', arg: node } : node;
        switch (name) {
            case 'from': return not({ op: 'numbers', column: 'container', values: this.chosen(this.known.containers, value, at, 'container', compare === '=') });
            case 'test': return not({ op: 'numbers', column: 'test', values: this.chosen(this.known.tests, value, at, 'test') });
            case 'level': {
                const level = LEVELS.indexOf(value.toUpperCase());
                if (level < 0) throw new QueryError(`Expected one of ${LEVELS.join(', ')}, found "${value}"`, at);
                return { op: 'level', compare: compare === ':' ? '=' : compare, value: level };
            }
            case 'logger': return { op: 'logger', compare, value };
            case 'thread': return { op: 'cell', cells: [2], compare, value };
            case 'message': return { op: 'cell', cells: [0], compare, value };
            case 'span': return { op: 'cell', cells: [4], compare, value };
            case 'exception': return { op: 'cell', cells: compare === ':' ? [5, 6, 7] : [5], compare, value };
            case 'trace': return { op: 'listed', list: 'trace', compare, value: value.toLowerCase() };
            case 'format': return { op: 'listed', list: 'format', compare, value };
            case 'stream': {
                if (value !== 'stdout' && value !== 'stderr') throw new QueryError(`Expected stdout or stderr, found "${value}"`, at);
                return not({ op: 'stream', value });
            }
            case 'has': return not({ op: 'has', path: value });
            default: return { op: 'field', path: name, compare, value };
        }
    }

    /** The numbers, from 1, of those that are named so, or hold the name if none is; numbered ones have their own name, and that without the number. */
    chosen(names, value, at, what, isExact = false) {
        if (isExact && names.includes(value)) return names.flatMap((name, i) => name === value ? [i + 1] : []);
        const lower = value.toLowerCase();
        const pattern = value.includes('*') ? new RegExp('^' + value.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*') + '$', 'isu') : null;
        let found = names.flatMap((name, i) => (pattern ? pattern.test(name) : name === value || numbered(name) === value) ? [i + 1] : []);
        if (found.length === 0 && !pattern) found = names.flatMap((name, i) => name.toLowerCase().includes(lower) ? [i + 1] : []);
        if (found.length === 0) {
            const some = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
            throw new QueryError(`Expected a ${what}${some === '' ? '; this run has none' : ` (${some})`}, found "${value}"`, at);
        }
        return found;
    }

    value(before) {
        if (this.peek() === '"') return this.quoted();
        const word = /^[^\s()]+/.exec(this.text.slice(this.at))?.[0];
        if (word === undefined) throw this.error(`Expected a value behind "${before}"`);
        this.at += word.length;
        this.blanks();
        return word;
    }

    quoted() {
        const open = this.at++;
        let out = '';
        while (!this.end() && this.peek() !== '"') {
            if (this.peek() === '\\' && /["\\]/.test(this.text[this.at + 1] ?? '')) this.at++;
            out += this.text[this.at++];
        }
        if (this.end()) throw new QueryError(`Expected a closing '"' for the one at ${open + 1}`, this.text.length);
        this.at++;
        this.blanks();
        return out;
    }

    regex() {
        const open = this.at++;
        let out = '';
        while (!this.end() && this.peek() !== '/') {
            if (this.peek() === '\\') out += this.text[this.at++];
            if (!this.end()) out += this.text[this.at++];
        }
        if (this.end()) throw new QueryError(`Expected a closing "/" for the one at ${open + 1}`, this.text.length);
        this.at++;
        let flags = '';
        if (this.peek() === 'i') { flags = 'i'; this.at++; }
        try { new RegExp(out, 'u' + flags); } catch (e) { throw new QueryError(`Expected a regular expression: ${e.message}`, open); }
        this.blanks();
        return { op: 'regex', value: out, flags };
    }

    peek() { return this.text[this.at]; }
    end() { return this.at >= this.text.length; }
    blanks() { while (!this.end() && /\s/.test(this.peek())) this.at++; }
    isWord(word) { return new RegExp(`^${word}(?=[\\s()]|$)`, 'i').test(this.text.slice(this.at)); }

    word(word) {
        if (!this.isWord(word)) return false;
        this.at += word.length;
        this.blanks();
        return true;
    }

    error(expected) {
        const found = this.end() ? 'the end' : `"${this.text.slice(this.at).split(/\s/)[0]}"`;
        return new QueryError(`${expected}, found ${found}`, this.at);
    }
}

/** The name of a container without the number that tells it from others of that name. @param {string} name */
export const numbered = name => name.replace(/#\d+$/, '');

/** The condition that a container meets, and no other. @param {string} name @param {string[]} names of all */
export const only = (name, names) => `from${names.some(other => other !== name && numbered(other) === name) ? '=' : ':'}${quote(name)}`;

const FROM = String.raw`from[:=](?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const ANY_OF = new RegExp(String.raw`^\s*${FROM}(?:\s+[oO][rR]\s+${FROM})*\s*$`);
const GROUP = new RegExp(String.raw`(?<=^|\s)(?:\(\s*${FROM}(?:\s+[oO][rR]\s+${FROM})*\s*\)|${FROM})(?=\s|$)`, 'g');
/** A query without its quoted texts and regular expressions. @param {string} text */
const bare = text => text.replace(/"(?:[^"\\]|\\.)*"|(?<=^|[\s(-])\/(?:[^\/\\]|\\.)*\/i?/g, '_');
/** Whether a condition is only a part of a larger one: of a "not", a choice, parentheses, a text. */
const hasOwner = (before, after) => { const outer = bare(before); return /(?:^|[\s(])(?:not|or)\s+$/i.test(outer) || /^\s+or\b/i.test(after) || outer.split('(').length !== outer.split(')').length || /"|(?<=^|[\s(-])\//.test(outer); };
/** Whether a query is a choice between conditions, outside of what is quoted or in parentheses. @param {string} text */
export const isChoice = text => {
    let outer = bare(text);
    for (let inner = ''; inner !== outer;) { inner = outer; outer = inner.replace(/\([^()]*\)/g, ''); }
    return /\bor\b/i.test(outer);
};

/**
 * The containers that a query asks for, as a click on one of them writes and takes them away.
 *
 * @param {string} text
 * @param {string[]} names of all containers
 * @returns {{before: string, after: string, chosen: number[]}} what stands around that condition, and the places of the containers
 */
export function containersOf(text, names) {
    const chosen = part => {
        try {
            const node = parse(part, { containers: names, tests: [] }), values = (node.op === 'or' ? node.args : [node]).flatMap(arg => arg.values);
            return [...new Set(values.map(number => number - 1))].sort((a, b) => a - b);
        } catch { return []; }
    };
    if (ANY_OF.test(text)) return { before: '', after: '', chosen: chosen(text) };
    for (const found of text.matchAll(GROUP)) {
        const before = text.slice(0, found.index), after = text.slice(found.index + found[0].length);
        if (!hasOwner(before, after) && !isChoice(`${before} ${after}`)) return { before: before.trim(), after: after.trim(), chosen: chosen(found[0]) };
    }
    return { before: text.trim(), after: '', chosen: [] };
}

/** The query with other containers. @param {string} text @param {number[]} chosen their places @param {string[]} names of all */
export function withContainers(text, chosen, names) {
    const around = containersOf(text, names), conditions = chosen.map(i => only(names[i], names));
    // Without the condition, an "and" beside it joins nothing.
    const before = conditions.length > 0 ? around.before : around.before.replace(/(?:^|\s+)and$/i, '');
    const after = conditions.length > 0 ? around.after : around.after.replace(/^and\s+/i, '');
    const condition = conditions.length > 1 && before + after !== '' ? `(${conditions.join(' or ')})` : conditions.join(' or ');
    return [condition !== '' && isChoice(before) ? `(${before})` : before, condition, after].filter(part => part !== '').join(' ');
}

/** A value as the query field takes it. @param {string} text */
export function quote(text) { return /^[^\s"()\\*]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`; }

/**
 * What stands before the caret and could be completed.
 * @returns {{from: number, name: string|null, part: string}} name is null where a name is being written
 */
export function incomplete(text, caret) {
    const before = text.slice(0, caret);
    const value = /(?:^|[\s(-])([^\s"():=<>!-][^\s"():=<>!]*)(:|>=|<=|!=|=|>|<)("?)([^\s"]*)$/.exec(before);
    if (value) return { from: caret - value[4].length - value[3].length, name: value[1], part: value[4] };
    const name = /[^\s"():=<>!-][^\s"():=<>!]*$/.exec(before)?.[0] ?? '';
    return { from: caret - name.length, name: null, part: name };
}
