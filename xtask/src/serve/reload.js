// Part of `cargo xtask serve` alone: loads the page anew when another build is there.
// The configuration is in the address, so it survives.
let shown;
new EventSource('/__reload').addEventListener('message', ({ data: build }) => {
  if (shown !== undefined && build !== shown) location.reload();
  shown = build;
});
