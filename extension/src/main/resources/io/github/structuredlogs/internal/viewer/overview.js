/** The run as a whole: what ended how, and what is not there. */
import { html, nothing } from 'lit-html';
import { color, foreign, fullName, plural } from 'format';
import { duration, size } from 'time';

/** An image, which may break behind its separators only. @param {string} image */
const parts = image => image.split(/(?<=[/:@])/).map(part => html`${part}<wbr>`);

/** @param {import('app').Page} page */
export function overview(page) {
    const { run, tests, containers, histogram, notes } = page.index;
    const n = outcome => tests.filter(test => test.outcome === outcome).length;
    const missing = [
        ...containers.flatMap(container => [...container.incomplete.map(reason => [container.name, reason]), ...(container.notCaptured === null ? [] : [[container.name, `not captured: ${container.notCaptured}`]])]),
        ...notes.map(note => ['', note]),
        ...(page.records.lost > 0 ? [['', `${plural(page.records.lost, 'record')} should be in this file and are not: it was cut off while it was written or copied.`]] : []),
    ];
    const failed = tests.map((test, i) => ({ test, i })).filter(({ test }) => test.outcome === 'FAILED');
    return html`<div class="run">
        <h2>${run.name}</h2>
        <p>${page.zone.dateTime(run.start)} to ${page.zone.time(run.end, 0)} ${page.zone.id}, ${duration(run.end - run.start)}: ${plural(tests.length, 'test')}, ${n('FAILED')} failed, ${n('ABORTED')} aborted, ${n('PASSED')} passed; ${plural(page.records.size, 'record')}.</p>
        <p class="dim">${Object.entries(run.versions).map(([name, version]) => `${name} ${version}`).join(' · ')}</p>
        <h2>What is not there</h2>
        ${missing.length === 0 ? html`<p>Everything that the containers logged is in this file.</p>` : html`<ul class="missing">${missing.map(([name, reason]) => html`<li>${name === '' ? nothing : html`<b>${name}</b>: `}${foreign(reason)}</li>`)}</ul>`}
        ${failed.length === 0 ? nothing : html`<h2>${plural(failed.length, 'failed test')}</h2><table class="list"><thead><tr><th>Test</th><th>Failure</th><th class="n">Took</th></tr></thead><tbody>
            ${failed.slice(0, 500).map(({ test, i }) => html`<tr><td><button class="link" @click=${() => page.openTest(i)}>${foreign(fullName(test))}</button></td><td class="long">${foreign(test.failure?.message?.split('\n')[0] ?? test.failure?.type ?? '')}</td><td class="n">${duration(test.end - test.start)}</td></tr>`)}</tbody></table>`}
        <h2>Containers</h2>
        ${containers.length === 0 ? html`<p>No container was seen in this run.</p>` : html`<table class="list"><thead><tr><th>Container</th><th>Image</th><th>State</th><th class="n">Records</th><th class="n">Errors</th><th class="n">Peak memory</th><th>What happened</th></tr></thead><tbody>
            ${containers.map((container, i) => {
                const levels = histogram.levels[i] ?? [], all = levels.reduce((a, b) => a + b, 0), errors = (levels[5] ?? 0) + (levels[6] ?? 0), peak = container.samples.reduce((max, sample) => Math.max(max, sample.memory), 0);
                return html`<tr><td class="from ${color(i)}">${container.name}</td><td class="mono">${parts(container.image)}</td><td class=${container.failed ? 'E' : ''}>${foreign(container.state)}</td><td class="n">${all.toLocaleString('en-US')}</td><td class="n ${errors > 0 ? 'E' : ''}">${errors || ''}</td>
                    <td class="n">${peak === 0 ? '' : size(peak)}</td><td>${container.events.map(event => html`<span class="happened"><span class="mono">${page.zone.time(event.at, 0)}</span> ${event.text}</span> `)}</td></tr>`;
            })}</tbody></table>`}
    </div>`;
}
