import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { markdown } from '@codemirror/lang-markdown'
import { python } from '@codemirror/lang-python'
import { StreamLanguage, type StreamParser } from '@codemirror/language'
import { c, cpp, csharp, java, kotlin } from '@codemirror/legacy-modes/mode/clike'
import { css } from '@codemirror/legacy-modes/mode/css'
import { diff } from '@codemirror/legacy-modes/mode/diff'
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile'
import { go } from '@codemirror/legacy-modes/mode/go'
import { ruby } from '@codemirror/legacy-modes/mode/ruby'
import { rust } from '@codemirror/legacy-modes/mode/rust'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { standardSQL } from '@codemirror/legacy-modes/mode/sql'
import { toml } from '@codemirror/legacy-modes/mode/toml'
import { html, xml } from '@codemirror/legacy-modes/mode/xml'
import { yaml } from '@codemirror/legacy-modes/mode/yaml'
import type { Extension } from '@codemirror/state'
import { extensionOf, nameOf } from './paths.ts'

const script = () => javascript({ jsx: true })
const typed = () => javascript({ jsx: true, typescript: true })
const legacy = <State>(parser: StreamParser<State>) => {
  const language = StreamLanguage.define(parser)
  return () => language
}

const byExtension: Readonly<Record<string, () => Extension>> = {
  js: script,
  jsx: script,
  mjs: script,
  cjs: script,
  ts: typed,
  tsx: typed,
  mts: typed,
  json,
  jsonl: json,
  md: markdown,
  markdown,
  py: python,
  c: legacy(c),
  h: legacy(c),
  cc: legacy(cpp),
  cpp: legacy(cpp),
  hpp: legacy(cpp),
  cs: legacy(csharp),
  java: legacy(java),
  kt: legacy(kotlin),
  css: legacy(css),
  diff: legacy(diff),
  patch: legacy(diff),
  go: legacy(go),
  rb: legacy(ruby),
  rs: legacy(rust),
  sh: legacy(shell),
  bash: legacy(shell),
  sql: legacy(standardSQL),
  toml: legacy(toml),
  html: legacy(html),
  htm: legacy(html),
  svg: legacy(xml),
  xml: legacy(xml),
  yaml: legacy(yaml),
  yml: legacy(yaml),
}

const ofDockerfile = legacy(dockerFile)

/** The syntax of a file, by its name; nothing for one that is not known. */
export function languageOf(path: string): Extension {
  return nameOf(path) === 'Dockerfile' ? ofDockerfile() : (byExtension[extensionOf(path)]?.() ?? [])
}
