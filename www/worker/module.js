// @ts-check
/** The module, loaded and compiled once: all workers of the page share what came of it. */

/** index.html asks for it first of all. */
const ADDRESS = new URL('../pkg/lernkurve_bg.wasm', import.meta.url);

/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null;

/** After a failure the next one who asks tries again. */
export function compiledModule() {
  compiled ??= compile().catch((error) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

async function compile() {
  const response = await fetch(ADDRESS);
  if (!response.ok) throw new Error(`the module could not be loaded: status ${response.status}`);
  // While it arrives, where the server knows what it serves.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
