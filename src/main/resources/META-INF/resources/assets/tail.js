// New entries as they are stored. Whatever somebody wrote into a log is only ever set as text.
(() => {
  'use strict';
  const MOST = 1_000;
  const AGAIN = 10_000;
  let box, rows, stream, seen;
  let following = false;
  let paused = false;
  let lost = false;
  let held = [];
  let skipped = 0;

  const say = () => {
    const words = box.dataset;
    const parts = following ? [lost ? words.lost : paused ? words.held : words.on] : [];
    if (held.length) parts.push(words.fresh.replace('#', held.length));
    if (skipped) parts.push(words.skipped.replace('#', skipped));
    box.querySelector('[role=status]').textContent = parts.join(' · ');
    box.querySelector('button').textContent = following ? words[paused ? 'resume' : 'pause'] : words.start;
  };
  const row = line => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = line.link;
    link.textContent = line.message;
    item.append(`${line.time} ${line.level} ${line.source} ${line.category} `, link);
    return item;
  };
  // The newest stands first, so that nothing moves for who reads the top.
  const show = lines => {
    rows.prepend(...lines.map(row).reverse());
    while (rows.children.length > MOST) rows.lastChild.remove();
  };
  const take = lines => {
    if (!paused) return show(lines);
    held.push(...lines);
    skipped += held.splice(0, Math.max(0, held.length - MOST)).length;
  };
  const pause = wanted => {
    paused = wanted;
    if (!paused) show(held.splice(0));
    say();
  };
  // Only while somebody can see it; where it ended is kept, so that nothing is missed and nothing comes twice.
  const open = () => {
    stream?.close();
    if (!following || document.hidden) return;
    const from = new URL(box.dataset.src, document.baseURI);
    if (seen) from.searchParams.set('seen', seen);
    const source = stream = new EventSource(from);
    const heard = event => { lost = event.type === 'error'; say(); };
    source.addEventListener('lines', event => { seen = event.lastEventId; take(JSON.parse(event.data)); heard(event); });
    source.addEventListener('dropped', event => { skipped += JSON.parse(event.data).count; heard(event); });
    source.addEventListener('gap', () => { lost = true; say(); });
    source.addEventListener('error', event => {
      heard(event);
      if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (source === stream) open(); }, AGAIN);
    });
  };
  const start = () => {
    following = true;
    rows.hidden = false;
    say();
    open();
  };
  // A list that was swapped has a tail of its own; whoever followed the former one follows this one.
  const attach = () => {
    if (box === document.getElementById('tail')) return;
    box = document.getElementById('tail');
    stream?.close();
    [stream, seen, paused, held, skipped] = [null, null, false, [], 0];
    following &&= Boolean(box);
    if (!box) return;
    rows = box.querySelector('ol');
    box.hidden = false;
    box.querySelector('button').addEventListener('click', () => following ? pause(!paused) : start());
    rows.addEventListener('scroll', () => { if (following && !paused && rows.scrollTop > 0) pause(true); });
    if (following) start();
  };
  document.addEventListener('visibilitychange', open);
  htmx.onLoad(attach);
})();
