// Stands in the single file before the program: what the program fetches, and the scripts of its workers, are in this file. Nothing here can
// reach a network, and the page's content security policy forbids it as well.
(() => {
  const nameOf = (address) => String(address?.url ?? address).split(/[?#]/)[0].split('/').pop();
  const held = (name) => document.querySelector(`script[data-file="${name}"]`)?.textContent;

  /** The bytes of a file that was put into this one, packed. */
  async function bytesOf(name) {
    const text = held(name);
    if (text === undefined) throw new TypeError(`${name} is not part of this file`);
    const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }

  window.fetch = async (address) => {
    const name = nameOf(address);
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'text/plain; charset=utf-8';
    return new Response(await bytesOf(name), { headers: { 'Content-Type': type } });
  };

  // A worker of a page that was opened from disk cannot load anything, so it is started with its script and sent its program.
  const START = `
onmessage = ({ data }) => {
  onmessage = null;
  wasm_bindgen({ module_or_path: data }).catch((error) => setTimeout(() => { throw error; }));
};`;
  window.Worker = class extends window.Worker {
    constructor(script) {
      const name = nameOf(script).replace('_loader.js', '');
      const address = URL.createObjectURL(new Blob([held(`${name}.js`), START], { type: 'text/javascript' }));
      super(address);
      bytesOf(`${name}_bg.wasm`)
        .then((program) => super.postMessage(program, [program]))
        .catch(() => this.dispatchEvent(new Event('error')))
        .finally(() => URL.revokeObjectURL(address));
    }
  };
})();
