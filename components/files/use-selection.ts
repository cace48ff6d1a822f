'use client'

import { useCallback, useMemo, useState } from 'react'

interface State {
  chosen: ReadonlySet<string>
  /** Where the keyboard is. */
  at: string | null
  /** Where a range begins. */
  anchor: string | null
}

const NOTHING: State = { chosen: new Set(), at: null, anchor: null }

/** Several entries of a list, chosen by mouse or keyboard as in other file managers. `names`: the list as it is shown. */
export function useSelection(names: readonly string[]) {
  const [state, setState] = useState<State>(NOTHING)
  const indexOf = useMemo(() => new Map(names.map((name, index) => [name, index])), [names])
  // What is gone, or hidden by the filter, is not acted on.
  const chosen = useMemo(() => new Set([...state.chosen].filter((name) => indexOf.has(name))), [state.chosen, indexOf])
  const atIndex = state.at === null ? -1 : (indexOf.get(state.at) ?? -1)

  const choose = useCallback(
    (index: number, { range = false, toggle = false } = {}) => {
      const name = names[index]
      if (name === undefined) return
      setState((known) => {
        const anchorIndex = known.anchor === null ? index : (indexOf.get(known.anchor) ?? index)
        if (range) {
          const [from, to] = [Math.min(anchorIndex, index), Math.max(anchorIndex, index)]
          return { chosen: new Set(names.slice(from, to + 1)), at: name, anchor: names[anchorIndex] ?? name }
        }
        if (!toggle) return { chosen: new Set([name]), at: name, anchor: name }
        const next = new Set(known.chosen)
        if (!next.delete(name)) next.add(name)
        return { chosen: next, at: name, anchor: name }
      })
    },
    [names, indexOf],
  )
  const chooseAll = useCallback(() => setState((known) => ({ ...known, chosen: new Set(names) })), [names])
  const chooseNamed = useCallback((wanted: readonly string[]) => {
    setState({ chosen: new Set(wanted), at: wanted[0] ?? null, anchor: wanted[0] ?? null })
  }, [])
  const clear = useCallback(() => setState(NOTHING), [])
  return { chosen, atIndex, choose, chooseAll, chooseNamed, clear }
}
