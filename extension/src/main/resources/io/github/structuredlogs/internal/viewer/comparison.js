/** What a test's containers said that they did not say when it last passed, and the other way round. */
import { html, nothing } from 'lit-html';
import { color, foreign, plural } from 'format';

const TITLES = { NEW: 'Only in this run', MISSING: 'Only in the run that passed', MORE: 'More often in this run' };

/** @param {import('app').Page} page */
export function comparison(page) {
    const test = page.index.tests[page.store.state.test];
    if (!test) return html`<p class="note">Choose a test: what differs from its last run that passed is shown here.</p>`;
    const compared = test.comparison;
    if (!compared) return html`<p class="note">No earlier run in which this test passed is known on this machine.</p>`;
    const containerOf = name => { const named = page.named(name); return named.length === 1 ? named[0] : -1; };
    return html`<p class="note">Compared with the run of ${page.zone.dateTime(compared.passed)}, the last in which this test passed.</p>
        ${compared.unlisted !== '' ? html`<p class="note">${compared.unlisted}</p>` : compared.messages.length === 0 && compared.images.length === 0 ? html`<p class="note">The same messages, about as often, from the same images.</p>` : nothing}
        ${compared.images.length === 0 ? nothing : html`<h2>${plural(compared.images.length, 'changed image')}</h2><table class="list"><thead><tr><th>Container</th><th>When it passed</th><th>Now</th></tr></thead><tbody>
            ${compared.images.map(image => html`<tr><td class="from ${color(containerOf(image.container))}">${image.container}</td><td class="mono">${image.before}</td><td class="mono">${image.now}</td></tr>`)}</tbody></table>`}
        ${['NEW', 'MISSING', 'MORE'].map(change => {
            const messages = compared.messages.filter(message => message.change === change);
            return messages.length === 0 ? nothing : html`<h2>${TITLES[change]}</h2><table class="list messages"><thead><tr><th>Container</th><th>Level</th><th class="n">Before</th><th class="n">Now</th><th>Message</th></tr></thead><tbody>
                ${messages.map(message => html`<tr><td class="from ${color(containerOf(message.container))}">${message.container}</td><td class="mono ${({ ERROR: 'E', FATAL: 'E', WARN: 'W' })[message.level] ?? ''}">${message.level ?? ''}</td>
                    <td class="n">${message.before}</td><td class="n">${message.now}</td><td class="mono">${message.record >= 0 ? html`<button class="link" @click=${() => page.openRecord(message.record)}>${foreign(message.template)}</button>` : foreign(message.template)}</td></tr>`)}</tbody></table>`;
        })}`;
}
