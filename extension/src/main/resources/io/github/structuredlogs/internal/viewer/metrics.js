/** Numbers over time: what the containers used, and what OpenTelemetry sent. */
import { html, render, nothing } from 'lit-html';
import { duration, size } from 'time';

const STROKES = 8;

/** Loaded when metrics are first looked at: most readers do not, and it takes a tenth of the page's start. */
let uPlot = null, loading = null;

/** @param {import('file').Index} index @returns {{name: string, unit: string, series: {name: string, container: number, points: [number, number][]}[]}[]} */
export function charts(index) {
    const out = [];
    const used = (name, unit, of) => {
        const series = index.containers.map((container, i) => ({ name: container.name, container: i, points: container.samples.map(sample => [sample.at / 1e6, of(sample)]) })).filter(one => one.points.length > 0);
        if (series.length > 0) out.push({ name, unit, series });
    };
    used('Memory of the containers', 'bytes', sample => sample.memory);
    used('Processor of the containers', 'cores', sample => sample.cpu);
    const byName = new Map();
    for (const metric of index.metrics) {
        if (!byName.has(metric.name)) byName.set(metric.name, { name: metric.name, unit: metric.unit ?? '', series: [] });
        const labels = Object.entries(metric.labels).map(([key, value]) => `${key}=${value}`).join(' ');
        byName.get(metric.name).series.push({ name: `${metric.service} ${labels}`.trim(), container: index.containers.findIndex(container => container.own === metric.service), points: metric.points.map(point => [point.at / 1e6, point.value]) });
    }
    return [...out, ...byName.values()];
}

export class Metrics {
    constructor(root, page) {
        this.root = root;
        this.page = page;
        this.word = '';
        this.plots = [];
        new ResizeObserver(() => { if (!root.hidden) this.draw(); }).observe(root);
    }

    draw() {
        const all = charts(this.page.index), word = this.word.toLowerCase();
        const shown = all.filter(chart => `${chart.name} ${chart.series.map(one => one.name).join(' ')}`.toLowerCase().includes(word));
        render(all.length === 0 ? html`<p class="note">No samples of cpu and memory and no metrics were captured in this run.</p>` : html`
            <div class="bar"><label class="find">Find <input type="text" .value=${this.word} @input=${e => { this.word = e.target.value; this.draw(); }} @keydown=${e => e.stopPropagation()}></label>
                ${shown.length === 0 ? html`<span>No metric or label holds “${this.word}”.</span>` : nothing}</div>
            <div class="charts">${shown.slice(0, 100).map(chart => html`<figure role="img" aria-label=${describe(chart)}><figcaption>${chart.name}${chart.unit === '' ? '' : html` <small>${chart.unit}</small>`}</figcaption><div class="plot"></div>
                <ul class="legend">${chart.series.slice(0, 24).map((one, i) => html`<li><s class="c${stroke(one, i)}"></s>${one.name} <em>${number(one.points[one.points.length - 1][1], chart.unit)}</em></li>`)}</ul></figure>`)}</div>`, this.root);
        if (uPlot === null) { loading ??= import('uplot').then(module => { uPlot = module.default; this.draw(); }); return; }
        this.plots.forEach(plot => plot.destroy());
        const { state } = this.page.store, { view } = this.page, range = state.range ?? [view.from, view.to];
        const style = getComputedStyle(document.documentElement), css = name => style.getPropertyValue(name).trim();
        this.plots = [...this.root.querySelectorAll('.plot')].map((element, i) => {
            element.replaceChildren();
            const chart = shown[i], times = [...new Set(chart.series.flatMap(one => one.points.map(point => point[0])))].sort((a, b) => a - b);
            const data = [times, ...chart.series.map(one => { const values = new Map(one.points); return times.map(time => values.get(time) ?? null); })];
            const axis = { stroke: css('--dim'), grid: { stroke: css('--line'), width: 1 }, ticks: { stroke: css('--line'), width: 1 }, font: '11px system-ui' };
            return new uPlot({
                width: Math.max(260, element.clientWidth), height: 150, legend: { show: false }, cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: 'run' } },
                scales: { x: { time: false, range: () => [range[0] / 1e6, range[1] / 1e6] } },
                series: [{}, ...chart.series.map((one, k) => ({ label: one.name, stroke: css(`--c${stroke(one, k)}`), width: 1.5, spanGaps: true, points: { show: one.points.length < 40, size: 4 } }))],
                axes: [{ ...axis, space: 90, values: (_, marks) => marks.map(mark => this.page.zone.time(mark * 1e6, range[1] - range[0] < 1e7 ? 1 : 0)) }, { ...axis, size: 64, values: (_, marks) => marks.map(mark => number(mark, chart.unit)) }],
                hooks: { setSelect: [plot => { if (plot.select.width > 3) this.page.selectRange(plot.posToVal(plot.select.left, 'x') * 1e6, plot.posToVal(plot.select.left + plot.select.width, 'x') * 1e6); }] },
            }, data, element);
        });
    }
}

const stroke = (one, i) => (one.container >= 0 ? one.container : i) % STROKES + 1;

function number(value, unit) {
    if (unit === 'bytes' || unit === 'By') return size(value);
    if (unit === 'ms') return duration(value * 1000);
    if (unit === 's') return duration(value * 1e6);
    return Math.abs(value) >= 1000 ? value.toLocaleString('en-US', { maximumFractionDigits: 0 }) : String(+value.toFixed(3));
}

function describe(chart) {
    return `${chart.name}: ${chart.series.slice(0, 10).map(one => { const values = one.points.map(point => point[1]); return `${one.name} from ${number(Math.min(...values), chart.unit)} to ${number(Math.max(...values), chart.unit)}`; }).join('; ')}`;
}
