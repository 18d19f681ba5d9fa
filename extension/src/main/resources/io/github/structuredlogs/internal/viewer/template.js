/** A message without what changes from call to call: its numbers, ids, times, addresses. As MessageTemplate.java tells records apart. */

const MOST = 300;
/** A word as the template takes it: with a digit it is a number, an id or the like. */
const WORD = /[\p{L}\p{Nd}\-_.:\/@]+/gu;
const hasDigit = word => /\d/.test(word);
/** A word with a digit. The characters around a word are none of its own, so a search never tries anything twice. */
const ANY_WORD = '[\\p{L}_.:/@-]*\\d[\\p{L}\\d_.:/@-]*';
const escaped = text => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** @param {string} message */
export const changes = message => (message.match(WORD) ?? []).some(hasDigit);

/**
 * A regular expression for all messages of one template.
 *
 * @param {string} message
 * @param {boolean} narrow a number stands for numbers alone; else for any word with a digit, as in the template itself
 * @param {(word: string) => boolean} [keeps] words that stay as they are
 * @returns {string} without anchors
 */
export function pattern(message, narrow, keeps = () => false) {
    let out = '', at = 0;
    // Half of a character matches nothing.
    const text = message.slice(0, MOST).replace(/[\ud800-\udbff]$/, '');
    const plain = part => escaped(part).replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
    for (const { 0: word, index } of text.matchAll(WORD)) {
        // A word that is cut off says nothing of the next one.
        const isCut = message.length > MOST && index + word.length === MOST;
        if (!isCut && (!hasDigit(word) || keeps(word))) continue;
        // What ends a sentence or names a value stands around the number: in "code:17," it is the 17.
        const [, before, inner, after] = narrow ? /^(.*?[:@=\/]|)(\d+)([.:\/]?)$/u.exec(word) ?? [null, '', '', ''] : [null, '', '', ''];
        const hides = isCut ? '' : inner !== '' && !hasDigit(before) ? plain(before) + '\\d+' + plain(after) : ANY_WORD;
        out += plain(text.slice(at, index)) + hides;
        at = index + word.length;
    }
    return out + plain(text.slice(at)) + (message.length > MOST ? '[\\s\\S]*' : '');
}
