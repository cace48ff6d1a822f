/** What a piece of text is read as. `text` is neither code nor Markdown: settings, data, logs. */
export type Language = 'markdown' | 'python' | 'javascript' | 'shell' | 'powershell' | 'other' | 'text'

const byExtension: Record<string, Language> = {
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  rst: 'markdown',
  adoc: 'markdown',
  txt: 'markdown',
  html: 'markdown',
  htm: 'markdown',
  svg: 'markdown',
  py: 'python',
  pyw: 'python',
  pyi: 'python',
  ipynb: 'text',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'javascript',
  tsx: 'javascript',
  mts: 'javascript',
  cts: 'javascript',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'shell',
  ksh: 'shell',
  command: 'shell',
  ps1: 'powershell',
  psm1: 'powershell',
  bat: 'powershell',
  cmd: 'powershell',
  rb: 'other',
  pl: 'other',
  php: 'other',
  go: 'other',
  rs: 'other',
  java: 'other',
  lua: 'other',
  r: 'other',
}

const byFence: Record<string, Language> = {
  python: 'python',
  py: 'python',
  python3: 'python',
  javascript: 'javascript',
  js: 'javascript',
  typescript: 'javascript',
  ts: 'javascript',
  node: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  tsx: 'javascript',
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  console: 'shell',
  terminal: 'shell',
  'shell-session': 'shell',
  shellscript: 'shell',
  powershell: 'powershell',
  ps1: 'powershell',
  pwsh: 'powershell',
  cmd: 'powershell',
  bat: 'powershell',
  ruby: 'other',
  perl: 'other',
  php: 'other',
  go: 'other',
  rust: 'other',
}

const shellNames =
  /^(makefile|dockerfile|justfile|procfile|\.?(bashrc|zshrc|profile|bash_profile)|pre-commit|post-\w+)$/i

/** The language of a file, by its name, else by its first line. */
export function languageOf(path: string, text: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const shebang = /^#!([^\n]{1,200})/.exec(text)?.[1]
  if (shebang) {
    if (/python/.test(shebang)) return 'python'
    if (/node|deno|bun/.test(shebang)) return 'javascript'
    if (/sh\b/.test(shebang)) return 'shell'
    return 'other'
  }
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : ''
  if (shellNames.test(name)) return 'shell'
  return byExtension[extension] ?? (extension === '' ? 'markdown' : 'text')
}

/** The language of a fenced block. Without a word of its own it is read as commands, which is what it mostly holds. */
export function languageOfFence(info: string): Language {
  const word =
    info
      .trim()
      .toLowerCase()
      .split(/[\s{:,]/)[0] ?? ''
  if (word === '') return 'shell'
  return byFence[word] ?? 'text'
}
