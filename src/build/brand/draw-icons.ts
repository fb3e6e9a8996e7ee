import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** What the manifest names, in pixels. */
export const ICON_SIZES = [16, 32, 48, 128] as const;

let ready: Promise<void> | undefined;

/**
 * The icons of these sizes, as PNG. The same picture gives the same bytes on every machine. Rejects for what
 * is no SVG.
 */
export async function drawIcons(svg: string): Promise<Map<number, Uint8Array>> {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  ready ??= readFile(wasm).then((bytes) => initWasm(bytes));
  await ready;
  return new Map(
    ICON_SIZES.map((size) => [
      size,
      new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng(),
    ]),
  );
}

/** Draws `public/icons/icon.svg` of the project in `root`. Returns each file, from `root`, and its bytes. */
export async function iconFiles(root: string): Promise<Map<string, Uint8Array>> {
  const icons = await drawIcons(await readFile(join(root, 'public/icons/icon.svg'), 'utf8'));
  return new Map([...icons].map(([size, png]) => [`public/icons/icon-${size}.png`, png]));
}

/** Writes the icons beside the SVG they are drawn from. */
export async function writeIcons(root: string): Promise<void> {
  for (const [file, png] of await iconFiles(root)) await writeFile(join(root, file), png);
}
