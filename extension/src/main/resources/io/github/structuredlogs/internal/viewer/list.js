/**
 * A list of any length of which only the rows in sight exist. Browsers cannot lay out millions of rows (33.5 million pixels
 * in Chrome, 17.9 in Firefox): past a bound the scroll bar stands for the list in proportion, and a wheel or a key moves by
 * true pixels. One row can be open, with what belongs to it below it.
 */
import { html, render, nothing } from 'lit-html';
import { cells, details } from 'record';
import { LEVEL_CLASSES } from 'format';

const ROW = 22;
const MOST_PIXELS = 8000000;

export class List {
    /** @param {HTMLElement} root @param {import('app').Page} page */
    constructor(root, page) {
        this.root = root;
        this.page = page;
        this.size = 0;
        /** True pixels above the first line in sight. */
        this.top = 0;
        this.openHeight = 0;
        this.drawn = { first: -1, last: -1 };
        /** The record whose elements are there, -1 without one. */
        this.shownOpen = -1;
        this.frame = 0;
        this.scrolling = false;
        /** The place that is to stay in sight when it turns out how high the open record is. */
        this.revealed = -1;
        root.addEventListener('scroll', () => this.scrolled(), { passive: true });
        root.addEventListener('wheel', e => this.wheel(e), { passive: false });
        new ResizeObserver(() => { if (this.revealed >= 0) this.reveal(this.revealed); else this.draw(); }).observe(root);
    }

    get total() { return this.size * ROW + (this.opened() >= 0 ? this.openHeight : 0); }
    get pixels() { return Math.min(this.total, MOST_PIXELS); }
    get farthest() { return Math.max(0, this.total - this.root.clientHeight); }
    get isScaled() { return this.total > MOST_PIXELS; }

    /** The place of the open record in the list, -1 without one. */
    opened() { const { record, open } = this.page.store.state; return open && record >= 0 ? this.page.placeOf(record) : -1; }

    setSize(size) {
        this.size = size;
        this.top = Math.min(this.top, this.farthest);
        this.draw();
    }

    scrolled() {
        if (this.scrolling) { this.scrolling = false; return; }
        this.revealed = -1;
        const most = this.pixels - this.root.clientHeight;
        this.top = this.isScaled ? (most <= 0 ? 0 : this.root.scrollTop / most * this.farthest) : this.root.scrollTop;
        this.page.live?.scrolled(this.top >= this.farthest - 1);
        this.draw();
    }

    wheel(event) {
        if (event.deltaY < 0 && this.farthest > 0) this.page.live?.scrolled(false);
        if (!this.isScaled || event.ctrlKey || event.deltaY === 0) return;
        event.preventDefault();
        this.revealed = -1;
        this.moveTo(this.top + event.deltaY * (event.deltaMode === 1 ? ROW : event.deltaMode === 2 ? this.root.clientHeight : 1));
        this.page.live?.scrolled(this.top >= this.farthest - 1);
    }

    /** Scrolls so that a true pixel is the first in sight. */
    moveTo(top) {
        this.top = Math.max(0, Math.min(this.farthest, top));
        if (this.spacer) {
            this.spacer.style.height = `${this.pixels}px`;
            this.moveBar();
        }
        this.draw();
    }

    /** Puts the scroll bar where the list is. */
    moveBar() {
        const most = this.pixels - this.root.clientHeight, before = this.root.scrollTop;
        const scrollTop = this.isScaled ? (this.farthest === 0 ? 0 : Math.round(this.top / this.farthest * most)) : this.top;
        if (Math.abs(before - scrollTop) < 1) return;
        this.root.scrollTop = scrollTop;
        this.scrolling = this.root.scrollTop !== before;
    }

    /** Brings a place into sight. @param {boolean} [middle] into the middle */
    reveal(place, middle = false) {
        if (place < 0) return;
        this.revealed = place;
        const opened = this.opened();
        const start = place * ROW + (opened >= 0 && place > opened ? this.openHeight : 0), height = this.root.clientHeight;
        const end = start + ROW + (place === opened ? Math.max(0, Math.min(this.openHeight, height - 2 * ROW)) : 0);
        if (middle) this.moveTo(start - height / 3);
        else if (start < this.top) this.moveTo(start - ROW);
        else if (end > this.top + height) this.moveTo(end - height + ROW);
        else this.draw();
    }

    /** Brings the end of a part of the open record into sight. @param {Element|null} element */
    revealElement(element) {
        const below = element === null ? 0 : element.getBoundingClientRect().bottom - this.root.getBoundingClientRect().bottom;
        if (below > 0) this.moveTo(this.top + below + ROW);
    }

    /** Draws in the next frame. */
    draw() {
        if (this.frame === 0) this.frame = requestAnimationFrame(() => { this.frame = 0; this.drawNow(); });
    }

    drawNow() {
        const height = this.root.clientHeight, opened = this.opened();
        const placeAt = y => {
            const row = Math.floor(y / ROW);
            if (opened < 0 || row <= opened) return row;
            return Math.max(opened, Math.floor((y - this.openHeight) / ROW));
        };
        const first = Math.max(0, placeAt(this.top) - 4), last = Math.min(this.size, placeAt(this.top + height) + 5);
        const { record: selected, open } = this.page.store.state;
        const base = this.root.scrollTop - this.top;
        // The open record has its own place: the number of rows above it changes, but its buttons stay the same elements.
        const wanted = [], above = [], below = [];
        let rows = above, openRow = nothing, isSelectedDrawn = false;
        for (let place = first; place < last; place++) {
            const index = this.page.recordAt(place), record = this.page.records.get(index);
            if (record === undefined) wanted.push(index);
            const y = place * ROW + (opened >= 0 && place > opened ? this.openHeight : 0) + base;
            const isSelected = index === selected;
            isSelectedDrawn ||= isSelected;
            rows.push(html`<div role="row" id="row-${index}" class="row ${record === undefined ? 'waiting' : LEVEL_CLASSES[record.level] === 'E' ? 'error' : ''} ${isSelected ? 'selected' : ''}"
                aria-rowindex=${place + 1} aria-selected=${isSelected} style="top:${y}px"
                @click=${() => this.page.toggle(index)}>${record === undefined ? html`<span role="gridcell">…</span>` : cells(this.page, record)}</div>`);
            if (isSelected && open && record !== undefined) {
                openRow = html`<div role="row" class="open" style="top:${y + ROW}px"><div role="gridcell">${details(this.page, record)}</div></div>`;
                rows = below;
            }
        }
        const draw = open => render(html`<div class="spacer" style="height:${this.pixels}px"></div>${above.length === 0 ? html`<div role="row" class="nothing"><span role="gridcell">${this.page.emptyText()}</span></div>` : above}${open}${below}`, this.root);
        // Another record gets new elements: its raw line is closed, and none of its buttons has the focus.
        const shownOpen = openRow === nothing ? -1 : selected;
        if (shownOpen !== this.shownOpen) draw(nothing);
        this.shownOpen = shownOpen;
        draw(openRow);
        if (!this.spacer) {
            this.spacer = this.root.firstElementChild;
            this.moveBar();
            this.draw();
        }
        const opening = this.root.querySelector('.open');
        const openHeight = opening ? opening.offsetHeight : this.openHeight;
        if (Math.abs(openHeight - this.openHeight) >= 1) {
            this.openHeight = openHeight;
            if (this.revealed >= 0) this.reveal(this.revealed); else this.draw();
        }
        if (wanted.length > 0) this.page.records.read(wanted).then(() => this.draw(), e => this.page.fail(e));
        this.root.setAttribute('aria-rowcount', String(this.size));
        // A row that is not there, as it is out of sight or the query leaves it out, is no value.
        if (isSelectedDrawn) this.root.setAttribute('aria-activedescendant', `row-${selected}`); else this.root.removeAttribute('aria-activedescendant');
        this.drawn = { first, last };
    }
}
