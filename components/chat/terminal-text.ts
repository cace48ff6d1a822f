// Control sequences: CSI, OSC and its like up to their end, and the short ones. What a program prints is text here, and
// never a command.
const CSI = String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`
const STRINGS = String.raw`\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?`
const SHORT = String.raw`\u001b[ -/]*[0-~]`
/** The rest of it has not arrived yet. */
const UNFINISHED = String.raw`\u001b\[?[ -?]*$`
const ESCAPES = new RegExp([UNFINISHED, CSI, STRINGS, SHORT].join('|'), 'g')
/** Control characters, save the end of a line and the tab. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu
/** Characters that turn the direction of text, so that it reads otherwise than it is. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g

/** What a terminal would have shown of a program's output: without control sequences, each line in its last state. */
export function terminalText(raw: string): string {
  const text = raw.replace(ESCAPES, '').replace(/\r+\n/g, '\n')
  const lines = text.split('\n').map((line) => {
    // A carriage return starts the line anew: progress bars.
    const shown = line.endsWith('\r') ? line.slice(0, -1) : line
    return shown.slice(shown.lastIndexOf('\r') + 1)
  })
  return lines.join('\n').replace(CONTROLS, '').replace(BIDI, '')
}
