import { Bash, type IFileSystem, InMemoryFs, MountableFs } from 'just-bash'
import { describe, expect, test } from 'vitest'
import { OUTPUT_MOUNT, streamOutput } from '#worker/sandbox/virtual/stream-output.ts'

interface Seen {
  stdout: string
  stderr: string
  exitCode: number
  pieces: number
}

type Content = Parameters<IFileSystem['writeFile']> extends [string, ...infer Rest] ? Rest : never

function encodingOf(options: Content[1]): BufferEncoding {
  return (typeof options === 'string' ? options : options?.encoding) ?? 'utf8'
}

/** Runs a script as just-bash does, or with its output streamed to a file that records it. */
async function runScript(script: string, streamed: boolean): Promise<Seen> {
  const written: Record<string, string[]> = { '/stdout': [], '/stderr': [] }
  class Recorder extends InMemoryFs {
    override async appendFile(path: string, ...[content, options]: Content) {
      if (content.length > 0) written[path]?.push(Buffer.from(String(content), encodingOf(options)).toString())
    }
  }
  const fs = new MountableFs({ base: new InMemoryFs({ '/w/.keep': '' }) })
  fs.mount(OUTPUT_MOUNT, new Recorder())
  const bash = new Bash({ fs, cwd: '/w' })
  if (streamed) bash.registerTransformPlugin(streamOutput(() => script))
  const { stdout, stdoutKind, stderr, exitCode } = await bash.exec(script, { rawScript: true })
  const rest = Buffer.from(stdout, stdoutKind === 'bytes' ? 'latin1' : 'utf8').toString()
  return {
    stdout: `${written['/stdout']?.join('')}${rest}`,
    stderr: `${written['/stderr']?.join('')}${stderr}`.replace(/\d\.\d{3}s/g, '0s'),
    exitCode,
    pieces: Object.values(written).flat().length,
  }
}

const scripts = [
  'echo a; echo b >&2; exit 3',
  'f() { echo a; echo b >&2; return 4; }; f; f | cat; x=$(f); echo "[$x] $?"',
  'f() { echo in; }; f > file; cat file; { f; echo g; } > file 2>&1; cat file',
  'cd /tmp; pwd; x=1; echo $x; cd /w; mkdir d; cd d; pwd; cd -',
  'for i in 1 2 3; do echo $i; [ $i = 2 ] && break; done; echo $?',
  'for ((i = 0; i < 3; i++)); do echo $i; done; until false; do echo u; break; done',
  'echo a | while read x; do echo "got $x"; done; echo a | { cat; echo b; }',
  '(echo sub; exit 5); echo $?; { echo group; }; false || echo or; true && echo and',
  'nosuch; echo $?; ls nothere 2> /dev/null; echo $?; ls nothere 2>&1',
  'if grep -q x .keep; then echo y; else echo n; fi; case x in x) echo case ;; esac',
  'echo x >&2 2>&1; echo to-err 1>&2; echo both > file 2>&1; cat file',
  'set -e; echo a; false; echo b',
  'set -x; echo a',
  'set -u; echo $nope; echo after',
  'cat <<E\nhello\nE\ncat <<< hi; read x <<< v; echo $x',
  'echo "ü 🚀"; printf "ü" | cat; printf "%5s|" a b; echo -n a; echo -e "b\\tc"',
  'time true; ! true; echo $?; echo a & echo b; wait',
  'bash -c "echo in; exit 3"; echo $?; eval "echo ev; echo ev2 >&2"; command echo hi; builtin echo yo',
  `echo \${x?bad}; echo no`,
  'a=$(echo hi; echo err >&2); echo $a; seq 3 | tee t | wc -l; cat t',
  `false | true; echo "\${PIPESTATUS[@]}"; echo $LINENO $0 $#`,
  'exec 3> x; echo hi >&3; cat x',
  'exec > all; echo hidden; exec >&2; cat all',
  'echo before; command exec > all; echo hidden',
  'if then (',
  'echo "unterminated',
  'trap "echo bye" EXIT; echo hi',
  'export A=1; env | grep ^A=; local x=1; readonly R=2; echo $R; unset A; echo "[$A]"',
  `mapfile -t a < <(seq 3); echo \${a[@]}; diff <(echo a) <(echo b)`,
  '[[ -e x ]] || echo no; (( 1 )) && echo arith; let x=4; echo $x; : > empty; test -e empty && echo made',
  'eval "x=5; echo one"; echo "two $x"; echo "y=6; echo three" > lib; source lib; echo "four $y"; . ./lib; set | grep ^y=; declare -p y',
  '{ echo out; ls no1; } > file; ls no2; for i in 1 2; do ls no$i; done > file; ls no3; cat file',
  'ls no1 | cat; ls no2; ls no3 |& cat; { ls no4; } | cat; ls no5 >&2; (ls no6) | cat; ls no7',
  'time ls no1; ls no2; [ a -eq b ]; ls no3; (( 1 / 0 )); ls no4; [[ a -eq ]]; ls no5',
  'f() { local v=1; echo "f $v"; ls no1; }; f; ls no2; f | cat; f > file; ls no3; cat file; for i in 1; do f; done',
  'cat < nofile; ls no1; echo x > /no/where; ls no2; cd /nowhere; ls no3; no-command; ls no4',
  'cat < nofile; echo $?; echo a; return 3; echo b; break; echo c',
]

describe('streamed output', () => {
  test.each(scripts)('is what the shell alone gives: %s', async (script) => {
    const { pieces, ...streamed } = await runScript(script, true)
    const { pieces: none, ...plain } = await runScript(script, false)
    expect(streamed).toEqual(plain)
    expect(none).toBe(0)
  })

  test.each([
    ['commands in a row', 'echo 1; echo 2; echo 3', 3],
    ['the turns of a loop', 'for i in 1 2 3; do echo $i; done', 3],
    ['branches and groups', 'if true; then echo 1; fi; { echo 2; }; (echo 3)', 3],
    ['a script that moves its output itself: none', 'exec 3>&1; echo 1; echo 2', 0],
  ])('comes piece by piece from %s', async (_, script, pieces) => {
    expect((await runScript(script, true)).pieces).toBe(pieces)
  })
})
