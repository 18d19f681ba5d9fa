/** Keys, and the query language. */
import { html } from 'lit-html';
import { MARKS } from 'format';

export const KEYS = [
    ['/', 'query'], ['j', 'next record'], ['k', 'previous record'], ['Enter', 'open or close the record'],
    ['e', 'next error'], ['E', 'previous error'], [']', 'next failed test'], ['[', 'previous failed test'],
    ['t', 'the record’s trace'], ['c', 'the record in context, and back'], ['r', 'the test’s time range'], ['w', 'the whole run'],
    ['f', 'live: follow'], ['p', 'live: pause, go on'], ['x', 'live: clear'], ['d', 'live: download what is filtered'],
    ['1 … 5', 'panes'], ['Esc', 'close'], ['?', 'this help'],
];
const WORDS = [
    ['from:orders', 'a container, also orders#2; from=orders without it'], ['level>=WARN', 'a level; NONE where a record says none'], ['sku=X-1', 'a field with that value'],
    ['sku:X', 'a field that holds that part'], ['order.items[0].qty>2', 'a path into a field'], ['has:sku', 'records with that field'],
    ['logger:OrderService', 'a logger, by its whole name or the last part'], ['message:"unknown sku"', 'a part of the message'],
    ['trace:4bf9', 'a trace, by a part of its id'], ['exception:UnknownSku', 'a part of the exception'], ['test:refunds', 'the records of a test'],
    ['"free text"', 'anything of a record: message, fields, exception, raw line'], ['/time(d )?out/i', 'a regular expression'],
    ['not (…) or (…)', 'conditions side by side must all hold'],
];

/** @param {import('app').Page} page */
export const help = page => html`<h2 id="help-title">Keys</h2><dl>${KEYS.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
    <h2>Query</h2><dl class="mono">${WORDS.map(([word, what]) => html`<dt>${word}</dt><dd>${what}</dd>`)}</dl>
    <h2>Marks</h2><dl class="marks">${Object.entries(MARKS).map(([mark, what]) => html`<dt><span class="new">${mark}</span></dt><dd>${what}</dd>`)}</dl>
    <p>Drag over the time axis, type times, or move the two handles with the arrow keys to select a range.</p>
    <details><summary>Licences of what this page contains</summary><pre tabindex="0">${document.getElementById('licences').textContent}</pre></details>
    <button @click=${() => page.hideHelp()}>Close</button>`;
