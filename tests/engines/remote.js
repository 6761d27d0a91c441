// @ts-check
/** What a test asks of a browser, whatever it is driven by. Types only, no code. */

/**
 * @typedef {object} Remote
 * @property {(url: string) => Promise<void>} open
 * @property {(script: string, ...values: unknown[]) => Promise<any>} run a function's body, with `arguments`
 * @property {(selector: string) => Promise<void>} click
 * @property {(text: string, msPerKey: number) => Promise<void>} type into what has the focus; a line break is Enter
 * @property {() => Promise<void>} selectAll of the field that has the focus
 * @property {(from: [number, number], to: [number, number]) => Promise<void>} drag in CSS pixels of the viewport
 * @property {() => Promise<void>} close
 */

export {};
