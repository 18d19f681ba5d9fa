/** Small pieces of markup that several panes use. */
import { html, nothing } from 'lit-html';

export const LEVEL_NAMES = ['', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
export const LEVEL_CLASSES = ['', 'T', 'D', 'I', 'W', 'E', 'E'];

/** The class with a container's colour. @param {number} container */
export const color = container => container < 0 ? '' : `c${container % 8 + 1}`;

/** Text of a container: isolated, as its direction is its own. */
export const foreign = text => html`<bdi>${text}</bdi>`;

/** What the marks of a record mean that do not say it themselves. */
export const MARKS = {
    new: 'not logged by the tests that passed in this run, nor in the last green run',
    shared: 'logged while other tests ran too, so it may belong to one of them',
};

/** @param {string[]} marks */
export const badges = marks => marks.length === 0 ? nothing : marks.map(mark => html`<span class="new" title=${MARKS[mark] ?? nothing}>${mark}</span>`);

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = one + 's') => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/**
 * A test's class, and its name inside of it; a class that failed as a whole has no other name. JUnit's names of the classes
 * around a test stand before its own.
 * @param {{className: string, displayName: string}} test @returns {{owner: string, name: string}}
 */
export function testName({ className, displayName }) {
    const short = className.slice(className.lastIndexOf('.') + 1), parts = displayName.split(' > ');
    if (displayName === short) return { owner: '', name: short };
    if (parts.length === 1) return { owner: short, name: displayName };
    const classes = parts[0] === short ? 1 : Math.min(short.split('$').length, parts.length - 1);
    return { owner: parts.slice(0, classes).join(' › '), name: parts.slice(classes).join(' › ') };
}

/** The same in one line. */
export const fullName = test => Object.values(testName(test)).filter(part => part !== '').join(' › ');

/** Tests of one class stand together, as they may run side by side with others. @param {{test: object, i: number}[]} tests @returns {Map<string, {test: object, i: number}[]>} */
export function byClass(tests) {
    const classes = new Map();
    for (const each of tests) {
        const { owner, name } = testName(each.test), key = owner === '' ? name : owner;
        if (!classes.has(key)) classes.set(key, []);
        classes.get(key).push(each);
    }
    return classes;
}

/** Cuts a long value, and says how long it is. */
export function shortened(text, most = 200) {
    const line = text.replace(/\s*\n\s*/g, ' ⏎ ');
    return line.length <= most ? line : `${line.slice(0, most - 20)}… (${text.length.toLocaleString('en-US')} characters)`;
}

/** Where a long name is cut: its end tells it from others as much as its beginning, as in orders-primary#2. @param {string} text */
const endOf = (text, most) => text.slice(-Math.max(Math.floor(most / 2.5), /#\d+$/.exec(text)?.[0].length ?? 0));

/** A long name without its middle. @param {string} text @param {number} most characters */
export function middle(text, most) {
    if (text.length <= most) return text;
    const end = endOf(text, most);
    return `${text.slice(0, Math.max(1, most - end.length - 1))}…${end}`;
}

/** A name that loses its middle where there is no room for it. @param {string} text @param {number} end how much of its end stays */
export function ends(text, end = 6) {
    if (text.length <= end * 2) return foreign(text);
    const tail = endOf(text, end * 2.5);
    return html`<bdi class="ends"><span>${text.slice(0, -tail.length)}</span><span>${tail}</span></bdi>`;
}

/** The last part of a logger's name, which is what tells loggers apart. */
export function shortLogger(logger) {
    const parts = logger.split('.');
    return parts.length > 2 && parts.every(part => /^[\w$-]+$/.test(part)) ? parts[parts.length - 1] : logger;
}

/** Copies a text. @returns {Promise<boolean>} whether the browser let it */
export async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = document.createElement('textarea');
        area.value = text;
        area.style.position = 'fixed';
        document.body.append(area);
        area.select();
        const done = document.execCommand('copy');
        area.remove();
        return done;
    }
}
