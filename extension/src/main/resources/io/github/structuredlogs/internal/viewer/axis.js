/** The time axis: a lane of tests and a lane for each container, and the range that every pane is about. */
import { html, svg, render, nothing } from 'lit-html';
import { color, fullName, middle, plural } from 'format';
import { duration, size, ticks } from 'time';

const LABEL = 128, RIGHT = 14, TESTS = 26, FOOT = 20, LEVELS = 7, PART = 6;
/** How wide the legend of the two lines is. */
const LINES = 118;
/** How wide a character of a label is at most, and where "5 of 50 shown" has ended. */
const DIGIT = 6.6, SHOWN = 100;

export class Axis {
    /** @param {HTMLElement} root @param {import('app').Page} page */
    constructor(root, page) {
        this.root = root;
        this.page = page;
        /** The part of the run that is in sight while a range is drawn. */
        this.held = null;
        new ResizeObserver(() => this.draw()).observe(root);
    }

    get width() { return Math.max(300, this.root.clientWidth); }
    get parts() { return Math.max(10, Math.floor((this.width - LABEL - RIGHT) / PART)); }

    x(at) { const { from, to } = this.page.view; return LABEL + (at - from) / (to - from) * (this.width - LABEL - RIGHT); }
    at(x) { const { from, to } = this.page.view; return from + Math.max(0, Math.min(1, (x - LABEL) / (this.width - LABEL - RIGHT))) * (to - from); }

    draw() {
        const { page, width } = this, { index, view, shownRange: range } = page;
        const lane = page.lanes().length > 8 ? 22 : 32;
        const shown = page.lanes(), height = TESTS + shown.length * lane;
        const counts = page.counts() ?? fromIndex(index, view, this.parts);
        const most = Math.max(1, ...[...counts.values()].map(numbers => { let max = 0; for (let i = 0; i < numbers.length; i += LEVELS) { let sum = 0; for (let l = 0; l < LEVELS; l++) sum += numbers[i + l]; max = Math.max(max, sum); } return max; }));
        const end = range ?? [view.from, view.to], isPart = shown.length < index.containers.length;
        const hasLines = shown.some(i => index.containers[i].samples.filter(sample => this.sees(sample.at, sample.at)).length > 1);
        const test = index.tests[page.store.state.test];
        render(html`<div class="lanes" @pointerdown=${e => this.press(e)} @dblclick=${e => this.double(e)}>
            <svg width=${width} height=${height} role="group" aria-label="Time axis from ${page.zone.dateTime(view.from)} to ${page.zone.dateTime(view.to)}">
                ${range === null ? nothing : svg`<rect class="range" x=${this.x(range[0])} y="0" width=${Math.max(1, this.x(range[1]) - this.x(range[0]))} height=${height}></rect>`}
                ${this.tests()}
                ${shown.map((i, place) => this.container(index.containers[i], i, TESTS + place * lane, lane, counts.get(i), most))}
                ${index.tests.filter(t => t.outcome === 'FAILED' && this.sees(t.end, t.end)).slice(0, 300).map(t => svg`<line class="failed ${t === test ? 'this' : ''}" x1=${this.x(t.end)} x2=${this.x(t.end)} y1="0" y2=${height}></line>`)}
            </svg></div>
            <svg class="foot" width=${width} height=${FOOT} aria-hidden="true">${isPart ? svg`<text x="14" y="15">${shown.length} of ${index.containers.length} shown</text>` : nothing}${hasLines ? legend(isPart ? SHOWN + 4 : 14) : nothing}${this.ticks(hasLines ? (isPart ? SHOWN + 4 : 14) + LINES : isPart ? SHOWN : 0).map(tick => svg`<line class="tick" x1=${tick.x} x2=${tick.x} y1="0" y2="4"></line>${tick.label === null ? nothing : svg`<text x=${tick.label} y="15">${tick.text}</text>`}`)}</svg>
            ${['from', 'to'].map((which, i) => html`<div class="handle" role="slider" tabindex="0" aria-label=${which === 'from' ? 'Range from' : 'Range to'} style="left:${Math.max(LABEL, Math.min(width - RIGHT, this.x(end[i]))) - 4}px;height:${FOOT}px"
                aria-valuemin=${Math.round(view.from / 1000)} aria-valuemax=${Math.round(view.to / 1000)} aria-valuenow=${Math.round(Math.max(view.from, Math.min(view.to, end[i])) / 1000)} aria-valuetext=${page.zone.time(end[i])}
                @keydown=${e => this.nudge(e, i)}></div>`)}`, this.root);
    }

    /** The marks below the lanes; a label beside the edge moves inwards, and one without room is left out. @param {number} free where the first may begin */
    ticks(free) {
        const { page, width } = this, { view } = page, marks = [];
        for (const { at, text } of ticks(page.zone, view.from, view.to, (width - LABEL) / 90)) {
            const x = this.x(at), wide = text.length * DIGIT, label = Math.min(x < LABEL + wide / 2 ? Math.max(free, x - wide / 2) : x - wide / 2, width - wide - 4), hasRoom = label >= free;
            if (hasRoom) free = label + wide + 10;
            marks.push({ x, text, label: hasRoom ? label : null });
        }
        return marks;
    }

    sees(from, to) { const { view } = this.page; return to >= view.from && from <= view.to; }

    tests() {
        const { page } = this, shown = page.index.tests.map((test, i) => ({ test, i })).filter(({ test }) => this.sees(test.start, test.end));
        const failed = shown.filter(({ test }) => test.outcome === 'FAILED').length;
        return svg`<g role="img" aria-label="${plural(shown.length, 'test')}, ${failed} failed"><text class="label" x="14" y="18">tests</text>
            ${shown.map(({ test, i }) => {
                const x = Math.max(LABEL, this.x(test.start)), end = Math.min(this.width - RIGHT, this.x(test.end)), wide = Math.max(2, end - x - 1);
                return svg`<rect class="test ${test.outcome.toLowerCase()} ${i === page.store.state.test ? 'this' : ''}" data-test=${i} x=${x} y="8" width=${wide} height="12" rx="2"><title>${fullName(test)}, ${test.outcome.toLowerCase()} after ${duration(test.end - test.start)}</title></rect>`;
            })}</g>`;
    }

    container(container, i, y, lane, numbers, most) {
        const levels = this.page.index.histogram.levels[i] ?? [], all = levels.reduce((a, b) => a + b, 0), errors = (levels[5] ?? 0) + (levels[6] ?? 0);
        const peak = container.samples.reduce((max, sample) => Math.max(max, sample.memory), 0);
        const memory = peak === 0 ? '' : `; memory up to ${size(peak)}${container.memoryLimit > 0 ? ` of ${size(container.memoryLimit)}` : ''}`;
        const events = container.events.map(event => event.text).join(', ');
        const base = y + lane - 5, room = lane - 9;
        return svg`<g role="img" class=${color(i)} aria-label="${container.name}: ${plural(all, 'record')}, ${plural(errors, 'error')}${memory}${events === '' ? '' : '; ' + events}">
            <text class="label" x="14" y=${base - 2}>${middle(container.name, 16)}<title>${container.name}${container.image === '' ? '' : `, ${container.image}`}</title></text>
            <line class="base" x1=${LABEL} x2=${this.width - RIGHT} y1=${base} y2=${base}></line>
            ${this.memory(container, base, room)}${numbers ? this.bars(numbers, base, room, most) : nothing}
            ${container.events.filter(event => this.sees(event.at, event.at)).map(event => this.event(event, base))}</g>`;
    }

    bars(numbers, base, room, most) {
        const parts = numbers.length / LEVELS, wide = (this.width - LABEL - RIGHT) / parts, scale = sum => room * Math.sqrt(sum / most);
        let plain = '', warn = '', error = '';
        for (let part = 0; part < parts; part++) {
            const at = part * LEVELS;
            const calm = numbers[at] + numbers[at + 1] + numbers[at + 2] + numbers[at + 3], warns = numbers[at + 4], errors = numbers[at + 5] + numbers[at + 6], sum = calm + warns + errors;
            if (sum === 0) continue;
            const x = (LABEL + part * wide).toFixed(1), w = Math.max(1, wide - 1.5).toFixed(1), full = Math.max(4, scale(sum));
            // A few errors among many records stay visible.
            const e = errors === 0 ? 0 : Math.max(4, full * errors / sum), v = warns === 0 ? 0 : Math.max(3, full * warns / sum), c = Math.max(0, full - e - v);
            let top = base;
            const bar = h => { top -= h; return h <= 0 ? '' : `M${x} ${top.toFixed(1)}h${w}v${h.toFixed(1)}h-${w}z`; };
            if (calm > 0) plain += bar(Math.max(1, c));
            warn += bar(v);
            error += bar(e);
        }
        return svg`<path class="plain" d=${plain}></path><path class="warn" d=${warn}></path><path class="err" d=${error}></path>`;
    }

    memory(container, base, room) {
        const seen = container.samples.filter(sample => this.sees(sample.at, sample.at));
        if (seen.length < 2) return nothing;
        const peak = Math.max(...seen.map(sample => sample.memory)), // Without a limit of its own a container may use what the machine has: too much to draw against.
            top = container.memoryLimit > 0 && peak * 10 > container.memoryLimit ? container.memoryLimit : peak * 1.25, cores = Math.max(1, ...seen.map(sample => sample.cpu));
        const path = of => seen.map((sample, i) => `${i === 0 ? 'M' : 'L'}${this.x(sample.at).toFixed(1)} ${(base - room * Math.min(1, of(sample))).toFixed(1)}`).join('');
        return svg`<path class="memory" d=${path(sample => sample.memory / top)}><title>${container.name}: memory up to ${size(peak)}</title></path><path class="cpu" d=${path(sample => sample.cpu / cores)}><title>${container.name}: processor, up to ${Math.max(...seen.map(sample => sample.cpu)).toFixed(2)} cores</title></path>`;
    }

    event(event, base) {
        const x = this.x(event.at), y = base;
        const shapes = {
            STARTED: `M${x} ${y - 8}l6 4-6 4z`, READY: `M${x - 3} ${y - 4}l3 3 5-6`, HEALTHY: `M${x - 3} ${y - 4}l3 3 5-6`, UNHEALTHY: `M${x} ${y - 9}l4 4.5-4 4.5-4-4.5z`,
            PAUSED: `M${x - 3} ${y - 9}v8M${x + 2} ${y - 9}v8`, RESUMED: `M${x} ${y - 8}l6 4-6 4z`, RESTARTED: `M${x + 4} ${y - 5}a4 4 0 1 1-2-3.5l2-1`,
            OUT_OF_MEMORY: `M${x - 4} ${y - 9}l8 8M${x + 4} ${y - 9}l-8 8`, EXITED: `M${x - 3} ${y - 8}h6v7h-6z`, REMOVED: `M${x - 3} ${y - 8}h6v7h-6z`, LOST: `M${x - 4} ${y - 5}h8`,
        };
        const bad = event.crash || event.kind === 'UNHEALTHY' || event.kind === 'OUT_OF_MEMORY' || event.kind === 'LOST';
        return svg`<path class="event ${event.kind.toLowerCase()} ${bad ? 'bad' : ''}" d=${shapes[event.kind] ?? shapes.STARTED}><title>${this.page.zone.time(event.at)} ${event.text}</title></path>`;
    }

    press(event) {
        if (event.button !== 0) return;
        const box = this.root.getBoundingClientRect(), start = event.clientX - box.left;
        if (start < LABEL) return;
        event.preventDefault();
        let moved = false;
        // The axis stays as it is while a range is drawn on it, however narrow that begins.
        this.held = this.page.view;
        const move = e => {
            const x = e.clientX - box.left;
            if (Math.abs(x - start) > 3) moved = true;
            if (moved) this.page.store.set({ range: [this.at(Math.min(x, start)), this.at(Math.max(x, start))], back: null }, 'replace');
        };
        const up = () => {
            this.held = null;
            if (moved) this.page.search();
            this.page.draw();
            removeEventListener('pointermove', move);
            removeEventListener('pointerup', up);
        };
        addEventListener('pointermove', move);
        addEventListener('pointerup', up);
    }

    /** Not one click: the axis may show another range after it, and the second click would meet another test. */
    double(event) {
        const test = event.target.dataset?.test;
        if (test === undefined) this.page.wholeRun(); else this.page.openTest(+test);
    }

    nudge(event, which) {
        const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
        if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
        event.preventDefault();
        event.stopPropagation();
        const { view } = this.page, range = [...(this.page.shownRange ?? [view.from, view.to])];
        range[which] = step === undefined ? (event.key === 'Home' ? view.from : view.to) : range[which] + step * (view.to - view.from) / 100;
        range[which] = Math.max(view.from, Math.min(view.to, range[which]));
        if (range[0] > range[1]) range[1 - which] = range[which];
        this.page.store.set({ range, back: null }, 'replace');
    }
}

/** What the lines in the lanes are. @param {number} x */
const legend = x => svg`<g><path d="M${x} 11h14"></path><text x=${x + 18} y="15">memory</text><path class="dotted" d="M${x + 68} 11h14"></path><text x=${x + 86} y="15">cpu</text></g>`;

/** What the index counted, in the parts of the view. */
function fromIndex(index, view, parts) {
    const { start, width, counts } = index.histogram, lanes = new Map();
    for (const [container, numbers] of Object.entries(counts)) {
        const out = new Float64Array(parts * LEVELS);
        for (let i = 0; i < numbers.length; i += 3) {
            const at = (start + (numbers[i] + 0.5) * width) * 1000, part = Math.floor((at - view.from) / (view.to - view.from) * parts);
            if (part >= 0 && part < parts) out[part * LEVELS + numbers[i + 1]] += numbers[i + 2];
        }
        lanes.set(+container, out);
    }
    return lanes;
}
