/** Small pieces of markup that several panes use. */
import { html, nothing } from 'lit-html';

export const LEVEL_NAMES = ['', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
export const LEVEL_CLASSES = ['', 'T', 'D', 'I', 'W', 'E', 'E'];

/** The class with a container's colour. @param {number} container */
export const color = container => container < 0 ? '' : `c${container % 8 + 1}`;

/** Text of a container: isolated, as its direction is its own. */
export const foreign = text => html`<bdi>${text}</bdi>`;

/** @param {string[]} marks */
export const badges = marks => marks.length === 0 ? nothing : marks.map(mark => html`<span class="new">${mark}</span>`);

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

/** Cuts a long value, and says how long it is. */
export function shortened(text, most = 200) {
    const line = text.replace(/\s*\n\s*/g, ' ⏎ ');
    return line.length <= most ? line : `${line.slice(0, most - 20)}… (${text.length.toLocaleString('en-US')} characters)`;
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
