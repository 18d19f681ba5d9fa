/** A trace as a waterfall: spans where there are some, and the log records in their places. */
import { html, nothing } from 'lit-html';
import { color, foreign, plural, LEVEL_CLASSES, LEVEL_NAMES } from 'format';
import { line } from 'record';
import { duration } from 'time';

/**
 * The spans that decide how long a trace takes: from its end backwards, what ended last before the time that is reached.
 * @param {import('file').Span[]} spans @returns {Set<string>} their ids
 */
export function criticalPath(spans) {
    const ids = new Set(spans.map(span => span.spanId)), children = new Map();
    for (const span of spans) {
        const parent = span.parentId !== null && ids.has(span.parentId) ? span.parentId : null;
        if (!children.has(parent)) children.set(parent, []);
        children.get(parent).push(span);
    }
    const path = new Set();
    const walk = (span, until) => {
        if (path.has(span.spanId)) return;
        path.add(span.spanId);
        let at = Math.min(span.end, until);
        for (const child of (children.get(span.spanId) ?? []).sort((a, b) => b.end - a.end)) {
            if (child.start >= at) continue;
            // What goes on behind the span's own end is not waited for.
            if (child.end > at && child.end > span.end) continue;
            walk(child, at);
            at = child.start;
        }
    };
    const root = (children.get(null) ?? []).sort((a, b) => (b.end - b.start) - (a.end - a.start))[0];
    if (root) walk(root, root.end);
    return path;
}

/** Spans, each behind its parent. @param {import('file').Span[]} spans @returns {{span: import('file').Span, depth: number}[]} */
export function ordered(spans) {
    const ids = new Set(spans.map(span => span.spanId)), out = [], seen = new Set();
    const add = (span, depth) => {
        if (seen.has(span)) return;
        seen.add(span);
        out.push({ span, depth });
        spans.filter(child => child.parentId === span.spanId).sort((a, b) => a.start - b.start).forEach(child => add(child, depth + 1));
    };
    const byStart = [...spans].sort((a, b) => a.start - b.start);
    byStart.filter(span => span.parentId === null || !ids.has(span.parentId)).forEach(span => add(span, 0));
    byStart.forEach(span => add(span, 0));
    return out;
}

/** @param {import('app').Page} page */
export function trace(page) {
    const { state } = page.store;
    const list = page.traceList;
    if (state.trace === null) return overview(page, list);
    const loaded = page.traceOf(state.trace);
    if (loaded === null) return html`<p class="note">Looking for the records of this trace …</p>`;
    const { records, spans } = loaded, word = page.traceWord.toLowerCase();
    if (records.length === 0 && spans.length === 0) return html`<p class="note">No record and no span carries the trace ${state.trace}.</p>${overview(page, list)}`;
    const times = [...records.filter(r => r.time !== null).map(r => r.time), ...spans.flatMap(span => [span.start, span.end])];
    const from = Math.min(...times), to = Math.max(...times, from + 1), x = at => (at - from) / (to - from) * 100;
    const holds = text => word === '' || text.toLowerCase().includes(word);
    const critical = criticalPath(spans);
    const containerOf = name => { const named = page.named(name); return named.find(i => records.some(record => record.container === i)) ?? named[0] ?? -1; };
    const lanes = spans.length > 0 ? ordered(spans).filter(({ span }) => holds(`${span.name} ${span.service} ${JSON.stringify(span.attributes)}`)).map(({ span, depth }) => ({
        key: span.spanId, name: span.name, depth, container: containerOf(span.service), service: span.service, from: span.start, to: span.end, failed: span.failed, critical: critical.has(span.spanId),
        records: records.filter(record => record.span === span.spanId), attributes: span.attributes,
    })) : [];
    const placed = new Set(lanes.flatMap(lane => lane.records));
    const rest = records.filter(record => !placed.has(record));
    for (const container of [...new Set(rest.map(record => record.container))]) {
        const own = rest.filter(record => record.container === container), timed = own.filter(record => record.time !== null);
        if (timed.length === 0) continue;
        lanes.push({ key: `c${container}`, name: plural(own.length, 'record'), depth: 0, container, service: page.index.containers[container]?.name ?? '', from: timed[0].time, to: timed[timed.length - 1].time,
            failed: own.some(record => record.level >= 5), critical: false, records: own, attributes: null, gaps: gaps(timed, (to - from) / 10) });
    }
    lanes.sort((a, b) => spans.length > 0 ? 0 : a.from - b.from);
    return html`<div class="trace">
        <div class="bar"><button class="link" @click=${() => page.store.set({ trace: null })}>All traces</button> <span class="mono">${state.trace}</span>
            <span>${plural(records.length, 'record')}${spans.length > 0 ? `, ${plural(spans.length, 'span')}` : ', no spans: drawn from the records alone'} · ${duration(to - from)}</span>
            <button class="link" @click=${() => page.selectRange(from, to)}>Select its time range</button>
            <label class="find">Find in this trace <input type="text" .value=${page.traceWord} @input=${e => page.findInTrace(e.target.value)} @keydown=${e => e.stopPropagation()}></label></div>
        <ol class="waterfall" aria-label="Waterfall">${lanes.map(lane => html`<li class="${color(lane.container)} ${lane.failed ? 'failed' : ''} ${lane.critical ? 'critical' : ''}">
            <span class="name" style="padding-left:${lane.depth * 12}px"><span class="from">${lane.service}</span> ${foreign(lane.name)}${lane.critical ? html`<span class="hidden">, on the critical path</span>` : nothing}${lane.failed ? html`<span class="hidden">, failed</span>` : nothing}</span>
            <span class="track" title=${lane.attributes === null ? '' : Object.entries(lane.attributes).map(([k, v]) => `${k}=${v}`).join('\n')}>
                <span class="span" style="left:${x(lane.from)}%;width:${Math.max(0.2, x(lane.to) - x(lane.from))}%"></span>
                ${(lane.gaps ?? []).map(gap => html`<span class="gap" style="left:${x(gap[0])}%;width:${x(gap[1]) - x(gap[0])}%">${duration(gap[1] - gap[0])}</span>`)}
                ${lane.records.filter(record => record.time !== null).map(record => html`<button class="dot ${LEVEL_CLASSES[record.level]}" tabindex="-1" aria-hidden="true" style="left:${x(record.time)}%" @click=${() => page.openRecord(record.index)}></button>`)}
            </span><span class="took">${lane.to > lane.from ? duration(lane.to - lane.from) : ''}</span></li>`)}</ol>
        <ol class="steps mono" aria-label="Records of the trace">${records.filter(record => holds(`${record.message ?? ''} ${record.fields.map(([name, , value]) => `${name}=${value}`).join(' ')} ${record.raw ?? ''} ${page.index.containers[record.container]?.name ?? ''}`)).slice(0, 2000).map(record => html`
            <li><button class="step ${record.level >= 5 ? 'error' : ''}" @click=${() => page.openRecord(record.index)}>
                <span class="after">${record.time === null ? '' : '+' + duration(record.time - from)}</span><span class="from ${color(record.container)}">${page.index.containers[record.container]?.name ?? ''}</span>
                <span class="level ${LEVEL_CLASSES[record.level]}">${LEVEL_NAMES[record.level]}</span><span class="text">${line(record)}</span></button></li>`)}</ol>
    </div>`;
}

function gaps(timed, least) {
    const out = [];
    for (let i = 1; i < timed.length; i++) if (timed[i].time - timed[i - 1].time >= least) out.push([timed[i - 1].time, timed[i].time]);
    return out;
}

/** Ids that begin alike differ at their ends. @param {string} id */
const shortId = id => id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;

function overview(page, list) {
    if (list === null) return html`<p class="note">Looking for traces …</p>`;
    if (list.length === 0) return html`<p class="note">No record in this range carries a trace. Send a <code>traceparent</code> header with a test’s requests (<code>logs.traceparent()</code>) and log it: then a request can be followed through the containers.</p>`;
    const most = Math.max(...list.map(one => one.to - one.from), 1);
    return html`<table class="list"><caption>${plural(list.length, 'trace')} in this range</caption><thead><tr><th>Begins</th><th>Trace</th><th>Containers</th><th class="n">Records</th><th class="n">Errors</th><th>Takes</th></tr></thead><tbody>
        ${list.slice(0, 500).map(one => html`<tr @dblclick=${() => page.selectRange(one.from, one.to)}><td class="mono">${page.zone.time(one.from)}</td><td class="mono"><button class="link" title=${one.id} @click=${() => page.openTrace(one.id)}>${shortId(one.id)}</button></td>
            <td>${one.containers.map(i => html`<span class="from ${color(i)}">${page.index.containers[i]?.name ?? ''}</span> `)}</td><td class="n">${one.records}</td><td class="n ${one.errors > 0 ? 'E' : ''}">${one.errors || ''}</td>
            <td><span class="length" style="width:${Math.max(1, (one.to - one.from) / most * 80)}px"></span> ${duration(one.to - one.from)}</td></tr>`)}</tbody></table>
        ${list.length > 500 ? html`<p class="note">${list.length - 500} more: select a shorter range.</p>` : nothing}`;
}
