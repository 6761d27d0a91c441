// @ts-check
/** What the module exports, read off its own declarations, so that no test can forget a new function. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * @typedef {object} Export
 * @property {string} name such as `Trainer.open`, `trainer.step`, `limits`
 * @property {'function' | 'static' | 'constructor' | 'method' | 'getter'} kind
 * @property {string} key under which it is found
 * @property {{name: string, type: string, optional: boolean}[]} parameters
 */

/** What wasm-bindgen adds: a module's loading is not a trainer's business. */
const LOADING = ['initSync', '__wbg_init', 'free', '__@dispose'];

/** @param {URL} declarations @returns {Export[]} */
export function exportsOf(declarations) {
  const source = ts.createSourceFile('module.d.ts', readFileSync(declarations, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) return [described('function', statement.name?.text ?? '', statement)];
    if (ts.isClassDeclaration(statement)) return statement.members.flatMap((member) => memberOf(statement.name?.text ?? '', member));
    return [];
  }).filter(({ key }) => !LOADING.includes(key));
}

/** @param {string} of @param {ts.ClassElement} member @returns {Export[]} */
function memberOf(of, member) {
  if (ts.isConstructorDeclaration(member)) return [described('constructor', of, member)];
  const key = member.name && ts.isIdentifier(member.name) ? member.name.text : '__@dispose';
  if (ts.isPropertyDeclaration(member) || ts.isGetAccessor(member)) return [{ name: `${of}#${key}`, kind: 'getter', key, parameters: [] }];
  if (!ts.isMethodDeclaration(member)) throw new Error(`a kind of member that this does not know: ${member.getText()}`);
  const isStatic = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return [{ ...described(isStatic ? 'static' : 'method', key, member), name: `${of}${isStatic ? '.' : '#'}${key}` }];
}

/** @param {Export['kind']} kind @param {string} key @param {ts.SignatureDeclaration} signature @returns {Export} */
function described(kind, key, signature) {
  const parameters = signature.parameters.map(({ name, type, questionToken }) => ({ name: name.getText(), type: type?.getText() ?? 'any', optional: questionToken !== undefined }));
  return { name: key, kind, key, parameters };
}
