/** The failed test: its failure, and the records to look at first. */
import { html, nothing } from 'lit-html';
import { badges, color, ends, foreign, fullName, shortened, LEVEL_CLASSES, LEVEL_NAMES } from 'format';
import { fields } from 'record';
import { duration } from 'time';

const FIELDS = 6, SHORT = 300;
const isBefore = find => find.marks.some(mark => mark.endsWith('before this test'));

/** A short message in as few lines as it needs, so that the records to look at stay in sight; as it was written it stands in the block. */
const inLine = message => message.length > SHORT ? message : message.replace(/\s*\n\s*/g, ' ');

/** What was opened is to be read, and begins below what may be long. @param {HTMLDetailsElement} block */
function toTop(block) {
    const region = document.getElementById('cause');
    if (block.open) region.scrollTop += block.getBoundingClientRect().top - region.getBoundingClientRect().top;
}

/** @param {import('app').Page} page */
export function cause(page) {
    const test = page.index.tests[page.store.state.test];
    if (!test) return nothing;
    const failed = test.outcome === 'FAILED';
    const { failure, finds } = test;
    return html`<section class="cause ${test.outcome.toLowerCase()}" aria-label="Test">
        <h1>${foreign(fullName(test))} <span class="outcome">${test.outcome.toLowerCase()} after ${duration(test.end - test.start)}</span></h1>
        ${failure === null ? nothing : html`<p class="failure">${foreign(failure.type.slice(failure.type.lastIndexOf('.') + 1))}${failure.message === null ? '' : html`: <b>${foreign(inLine(failure.message.trim()))}</b>`}
            ${failure.location === null ? nothing : html`<span class="mono"> ${failure.location}</span>`}</p>`}
        ${finds.length === 0 ? (failed ? html`<p>Nothing that the containers logged stands out.</p>` : nothing) : html`<h2>${finds.every(isBefore) ? 'Nothing stands out since the test began. Look first at what was said before it' : 'Look here first'}</h2><ol class="finds mono">${finds.map((find, i) => {
            const record = page.records.get(find.record), container = record?.container ?? -1;
            return html`<li><button class="find" ?disabled=${find.record < 0} @click=${() => page.openRecord(find.record)}><b>${i + 1}</b>
                <span class="time">${record?.time == null ? '' : page.zone.time(record.time)}</span> <span class="from ${color(container)}">${ends(page.index.containers[container]?.name ?? '')}</span>
                <span class="level ${LEVEL_CLASSES[record?.level ?? 0]}">${LEVEL_NAMES[record?.level ?? 0]}</span>
                <span>${badges(find.marks)}${foreign(shortened(find.text, 400))}${find.why === null ? nothing : html` <span class="why">— ${foreign(find.why)}</span>`}${record ? fields(record, FIELDS) : nothing}</span></button></li>`;
        })}</ol>`}
        ${test.block === null && failure === null ? nothing : html`<details class="block" @toggle=${e => toTop(e.target)}><summary>Block and stack trace</summary>
            ${test.block === null ? nothing : html`<pre class="mono" tabindex="0">${test.block}</pre>`}${failure === null ? nothing : html`<pre class="mono" tabindex="0">${failure.stackTrace}</pre>`}</details>`}
    </section>`;
}
