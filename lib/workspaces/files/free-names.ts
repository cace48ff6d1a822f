const TRIES = 50

/** Names beside one that is taken: `report (2).pdf`, `report (3).pdf`, ... */
export function* freeNames(path: string): Generator<string> {
  const slash = path.lastIndexOf('/')
  const folder = path.slice(0, slash + 1)
  const name = path.slice(slash + 1)
  const dot = name.lastIndexOf('.')
  const stem = dot > 0 ? name.slice(0, dot) : name
  const extension = dot > 0 ? name.slice(dot) : ''
  for (let number = 2; number < TRIES; number++) yield `${folder}${stem} (${number})${extension}`
}
