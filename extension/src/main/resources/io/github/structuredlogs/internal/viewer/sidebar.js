/** Tests and containers. */
import { html, nothing } from 'lit-html';
import { byClass, color, ends, foreign, plural, testName } from 'format';
import { duration, size } from 'time';

const SIGNS = { RUNNING: '▸', FAILED: '✗', PASSED: '✓', ABORTED: '–' };
const FEW = 60;
/** Without a limit of its own a container may use what the machine has, which says nothing of it. */
const MUCH_ROOM = 50;

/** @param {import('app').Page} page */
export function sidebar(page) {
    const { tests, containers, histogram } = page.index, queried = page.queried;
    const numbered = tests.map((test, i) => ({ test, i }));
    const group = (outcome, title) => {
        const classes = byClass(numbered.filter(({ test }) => test.outcome === outcome)), found = [...classes.values()].flat();
        if (found.length === 0) return nothing;
        const shown = page.isUnfolded(outcome) ? found : found.slice(0, outcome === 'FAILED' ? 250 : FEW);
        return html`<h2>${title} <span>${found.length}</span></h2><ul>${[...classes].map(([owner, tests]) => {
            const first = tests.filter(each => shown.includes(each));
            return html`${classes.size > 1 && first.length > 0 ? html`<li class="of-class" title=${owner}>${ends(owner, 10)}</li>` : nothing}${first.map(({ test, i }) => entry(page, test, i))}`;
        })}</ul>
            ${shown.length < found.length ? html`<button class="more link" @click=${() => page.unfold(outcome)}>${found.length - shown.length} more</button>` : nothing}`;
    };
    return html`<nav aria-label="Tests and containers"><div>
        ${group('RUNNING', page.live?.testsOver ? 'Not ended' : 'Running')}${group('FAILED', 'Failed')}${group('ABORTED', 'Aborted')}${group('PASSED', 'Passed')}</div><div>
        <h2>Containers <span>${containers.length}</span></h2>${page.store.state.only.length === 0 ? nothing : html`<button class="more link" @click=${() => page.store.set({ only: [] })}>show all of them</button>`}
        <ul>${containers.map((container, i) => {
            const levels = histogram.levels[i] ?? [], errors = (levels[5] ?? 0) + (levels[6] ?? 0), all = levels.reduce((a, b) => a + b, 0);
            const last = container.samples[container.samples.length - 1];
            const memory = last ? ` · ${size(last.memory)}${container.memoryLimit > 0 && container.memoryLimit < last.memory * MUCH_ROOM ? ` of ${size(container.memoryLimit)}` : ''}` : '';
            const { only: chosen, record } = page.store.state, isShown = chosen.length === 0 || chosen.includes(container.name);
            return html`<li class="of-container ${isShown ? '' : 'off'}">${page.live ? html`<button class="choose ${color(i)}" aria-pressed=${chosen.includes(container.name) ? 'true' : 'false'} aria-label="Choose ${container.name}" title="Choose: shows the chosen containers only" @click=${() => page.chooseContainer(container.name)}><s aria-hidden="true"></s></button>` : nothing}${!page.live || record < 0 ? nothing : html`<button class="elsewhere" aria-label="${container.name} at the time of the selected record" title="At the time of the selected record" @click=${() => page.elsewhere(container.name)}>⇥</button>`}<button class="entry container ${queried.includes(i) ? 'selected' : ''}" aria-pressed=${queried.includes(i) ? 'true' : 'false'} title=${queried.includes(i) ? `Stop filtering by ${container.name}` : queried.length === 0 ? `Only ${container.name}` : `Also ${container.name}`} @click=${() => page.toggleContainer(i)}>
                <s class="${page.live ? '' : color(i)}" aria-hidden="true"></s><span class="name">${ends(container.name, 9)}</span>
                <em>${errors > 0 ? html`<span class="E" aria-label="${plural(errors, 'error')},">${errors.toLocaleString('en-US')}</span> · ` : nothing}${all.toLocaleString('en-US')}</em>
                <small class=${container.failed ? 'bad' : ''}>${foreign(container.notCaptured === null ? container.state : 'not captured')}${memory}${container.incomplete.length > 0 ? html` · <span class="W">incomplete</span>` : nothing}</small></button></li>`;
        })}</ul>
        ${comparison(page)}</div>
    </nav>`;
}

function entry(page, test, i) {
    const selected = page.store.state.test === i;
    // The parameter types of a method say nothing that its name does not; the title has them.
    const name = testName(test).name.replace(/^([\p{L}\w$]+)\([\w.$[\], ]*\)$/u, '$1');
    return html`<li><button class="entry test ${selected ? 'selected' : ''}" aria-current=${selected ? 'true' : 'false'} title="${test.className} ${test.displayName}" @click=${() => page.openTest(i)}>
        <span class="sign ${test.outcome.toLowerCase()}" aria-label=${test.outcome.toLowerCase()}>${SIGNS[test.outcome]}</span><span class="name">${/[([›]/.test(name) ? ends(name, 11) : foreign(name)}</span><em>${duration(test.end - test.start)}</em></button></li>`;
}

function comparison(page) {
    const compared = page.index.tests[page.store.state.test]?.comparison;
    if (!compared) return nothing;
    const n = change => compared.messages.filter(message => message.change === change).length;
    const parts = [[n('NEW'), 'new'], [n('MISSING'), 'missing'], [n('MORE'), 'more often']].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    return html`<h2>Last green run</h2><ul><li><button class="entry" @click=${() => page.store.set({ tab: 'compare' })}>
        <span class="name two">${page.zone.dateTime(compared.passed)}<br>${parts.length === 0 ? 'the same messages' : parts.join(', ')}</span></button></li></ul>`;
}
