import type { DemoAction } from './demo-grammar.ts'

const MS_BETWEEN_WORDS = 12
/** Patterns with more than linear cost look no further. */
const MAX_PROSE_CHARS = 1000
const LABEL =
  '*This is the offline demo model: it understands no language, it only recognises a few words. Connect a model provider in the settings to work with a real one.*'

interface Reaction {
  /** Tools that it needs. */
  needs: readonly string[]
  when: RegExp
  actions(message: string, match: RegExpExecArray): DemoAction[]
}

const say = (text: string): DemoAction => ({ do: 'say', text: `${text}\n\n` })
const call = (name: string, args: unknown): DemoAction => ({ do: 'call', name, args, together: false })
const shell = (command: string) => call('shell', { command })

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Made by a demo agent</title>
  <style>body { font: 18px system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
  <h1>Hello from the sandbox</h1>
  <p>A demo agent wrote this file. It is in the workspace, beside your own.</p>
</html>
`

const SCRIPT = `#!/usr/bin/env bash
# The first Fibonacci numbers.
a=0
b=1
for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "$i: $a"
  next=$((a + b))
  a=$b
  b=$next
done
`

const quoted = /["'“”„«`]([^"'“”„«»`\n]{1,2000})["'“”»`]/
const fileName = /(?:^|[\s"'`(])((?:[\w-]+\/)*[\w-]+\.[a-z][a-z0-9]{0,7})\b/i

/** First match wins. */
const reactions: readonly Reaction[] = [
  {
    needs: ['shell'],
    when: /\b(?:run|execute|start|führe|starte)\b[^`]*`([^`\n]+)`/i,
    actions: (_, match) => [say(`I run \`${match[1]}\` in my sandbox.`), shell(match[1] as string)],
  },
  {
    needs: ['write_file', 'shell'],
    when: /\b(?:web ?site|web ?page|webseite|html|landing)/i,
    actions: () => [
      say('I write a small web page into the workspace.'),
      call('write_file', { path: 'site/index.html', content: PAGE }),
      shell('ls -l site && wc -c site/index.html'),
      say('The page is `site/index.html`: open the files panel to see or download it.'),
    ],
  },
  {
    needs: ['write_file', 'shell'],
    when: /\b(?:script|skript|programm?|code|fibonacci|python|bash|calculate|compute|berechne)\b/i,
    actions: () => [
      say('I write a script, and then I run it.'),
      call('write_file', { path: 'fibonacci.sh', content: SCRIPT }),
      shell('bash fibonacci.sh'),
    ],
  },
  {
    needs: ['write_file', 'read_file'],
    when: /\b(?:make|create|write|save|add|put|erstelle|schreibe)\b/i,
    actions(message) {
      const path = fileName.exec(message)?.[1] ?? 'notes.md'
      const text = quoted.exec(message.replace(path, ''))?.[1] ?? `# Notes\n\nYou asked: ${message.trim()}`
      return [
        say(`I write \`${path}\` into the workspace and read it back.`),
        call('write_file', { path, content: `${text}\n` }),
        call('read_file', { path }),
      ]
    },
  },
  {
    needs: ['read_file'],
    when: /\b(?:read|open|show|print|cat|lies|zeige?)\b.*?((?:[\w-]+\/)*[\w-]+\.[a-z][a-z0-9]{0,7})\b/i,
    actions: (_, match) => [say(`I read \`${match[1]}\`.`), call('read_file', { path: match[1] })],
  },
  {
    needs: ['list_files'],
    when: /\b(?:files?|folders?|director(?:y|ies)|workspace|dateien|ordner)\b/i,
    actions: () => [
      say('I look at what is in the workspace.'),
      call('list_files', { path: '/workspace', recursive: true }),
    ],
  },
  {
    needs: ['shell'],
    when: /\b(?:sandbox|container|system|computer|machine|environment|who are you|where are you|tools?)\b/i,
    actions: () => [
      say('I have a look around my sandbox.'),
      shell(
        'echo "I am $(whoami) on $(uname -s)"; pwd; ls -a; for t in python3 node git rg jq; do command -v $t; done; true',
      ),
    ],
  },
  {
    needs: [],
    when: /^\W*(?:hi|hello|hey|hallo|servus|moin|good (?:morning|evening|day)|guten (?:tag|morgen))\b/i,
    actions: () => [
      say('Hello! I am the demo model, and I have a sandbox of my own with a shell and files.'),
      say(
        'Try one of these:\n\n- Make a file plan.md with "Ship it"\n- Write a script and run it\n- What files are in the workspace?\n- `run: ls -la`',
      ),
    ],
  },
  {
    needs: ['write_file', 'shell'],
    when: /^/,
    actions: (message) => [
      say('I keep your request as a file in the workspace, and look at what is there.'),
      call('write_file', { path: 'demo/request.md', content: `${message.trim()}\n` }),
      shell('wc -w demo/request.md && ls -l . demo'),
      say('A real model would now do the work, with the same tools.'),
    ],
  },
]

/** What the demo model does for a message without commands: something that can be seen in the sandbox. */
export function reactToProse(prose: string, offered: ReadonlySet<string>): DemoAction[] {
  const message = prose.slice(0, MAX_PROSE_CHARS)
  const pace: DemoAction = { do: 'pace', ms: MS_BETWEEN_WORDS }
  for (const { needs, when, actions } of reactions) {
    const match = when.exec(message)
    if (match && needs.every((tool) => offered.has(tool))) {
      return [pace, ...actions(message, match), { do: 'say', text: LABEL }]
    }
  }
  return [pace, say('This agent has none of the tools that I would show you.'), { do: 'say', text: LABEL }]
}
