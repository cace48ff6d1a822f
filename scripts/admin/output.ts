import { commands } from './commands.ts'

/** How every command is called. */
export function usage(): string {
  const lines = Object.entries(commands).flatMap(([name, { summary, options }]) => [
    `  ${name}  ${summary}`,
    ...Object.entries(options).map(([key, { value, help, required }]) => {
      const option = `--${key} ${value}`
      return `      ${(required ? option : `[${option}]`).padEnd(26)} ${help}`
    }),
  ])
  return [
    'Usage: npm run admin -- COMMAND [OPTIONS] [--json]',
    '',
    ...lines,
    '',
    'With --json the answer is one JSON object on standard output.',
    '',
  ].join('\n')
}

/** Prints what a command came to. */
export function printAnswer(answer: object, asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(answer)}\n` : `${describe(answer, 0).join('\n')}\n`)
}

function describe(value: object, depth: number): string[] {
  const indent = '  '.repeat(depth)
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === null || item === undefined) return []
    if (Array.isArray(item)) return [`${indent}${key}:`, ...item.flatMap((entry) => listItem(entry, depth + 1))]
    return typeof item === 'object' ? [`${indent}${key}:`, ...describe(item, depth + 1)] : [`${indent}${key}: ${item}`]
  })
}

function listItem(entry: object, depth: number): string[] {
  const [first = '', ...others] = describe(entry, depth + 1)
  return [`${'  '.repeat(depth)}- ${first.trimStart()}`, ...others]
}
