// Drags a stretch of time out of the timeline. Nobody needs it: every bar stays a link.
(() => {
  'use strict';
  const LEAST = 8;
  let drag = null;
  let dragged = false;

  const move = event => {
    if (!drag) return;
    dragged ||= Math.abs(event.clientX - drag.x) >= LEAST;
    if (!dragged) return;
    const box = drag.svg.getBoundingClientRect();
    const width = drag.svg.viewBox.baseVal.width;
    const ends = [drag.x, event.clientX].map(x => Math.min(1, Math.max(0, (x - box.left) / box.width)) * width / 24);
    drag.from = Math.floor(Math.min(...ends));
    drag.to = Math.ceil(Math.max(...ends));
    drag.band.setAttribute('x', drag.from * 24);
    drag.band.setAttribute('width', (drag.to - drag.from) * 24);
    drag.svg.append(drag.band);
  };
  const stop = () => { drag?.band.remove(); drag = null; };
  document.addEventListener('pointerdown', event => {
    const svg = event.isPrimary && !event.button && event.target.closest('svg[data-step]');
    dragged = false;
    if (svg) drag = {svg, x: event.clientX, band: svg.querySelector('.band').cloneNode()};
  });
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', () => {
    if (drag && dragged) {
      const there = new URL(location.href);
      const time = bars => new Date((Number(drag.svg.dataset.from) + bars * Number(drag.svg.dataset.step)) * 1_000);
      ['from', 'to'].forEach(end => there.searchParams.set(end, time(drag[end]).toISOString()));
      ['detail', 'cursor'].forEach(name => there.searchParams.delete(name));
      location.assign(there);
    }
    stop();
  });
  document.addEventListener('pointercancel', stop);
  document.addEventListener('keydown', event => { if (event.key === 'Escape') stop(); });
  document.addEventListener('dragstart', event => { if (drag) event.preventDefault(); });
  // htmx follows a link too, so the click gets no farther.
  document.addEventListener('click', event => {
    if (!dragged || !event.target.closest('svg[data-step]')) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
