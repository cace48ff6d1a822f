import { createReadStream, existsSync, statSync } from 'node:fs'

const colours: Record<string, number> = { web: 36, worker: 35, postgres: 34, redis: 31, build: 33, docker: 32 }

/** One line on the terminal, marked with the part that said it. */
export function printLine(part: string, line: string): void {
  const mark = `[${part}]`.padEnd(10)
  const coloured = process.stdout.isTTY ? `\u001b[${colours[part] ?? 2}m${mark}\u001b[0m` : mark
  process.stdout.write(`${coloured} ${line}\n`)
}

/** A line of the command's own. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Splits a stream's text into lines, holding back an unfinished one until it is whole. */
export function lineSplitter(onLine: (line: string) => void): { write(text: string): void; end(): void } {
  let unfinished = ''
  return {
    write(text) {
      const lines = (unfinished + text).split(/\r?\n/)
      unfinished = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    },
    end() {
      if (unfinished) onLine(unfinished)
      unfinished = ''
    },
  }
}

/** Follows what is added to a log file from now on. The servers write to files, so that they outlive a killed command. */
export function followFile(path: string, onLine: (line: string) => void): { stop(): void } {
  let position = existsSync(path) ? statSync(path).size : 0
  const lines = lineSplitter(onLine)
  let reading = false
  const timer = setInterval(() => {
    const size = existsSync(path) ? statSync(path).size : 0
    if (size < position) position = 0
    if (reading || size === position) return
    reading = true
    const stream = createReadStream(path, { start: position, end: size - 1, encoding: 'utf8' })
    position = size
    stream.on('data', (text) => lines.write(`${text}`))
    stream.on('error', () => undefined)
    stream.on('close', () => {
      reading = false
    })
  }, 500)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
