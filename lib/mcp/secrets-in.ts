const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)\}/g

/** The names of the secrets that stand in these values. */
export function secretsIn(values: readonly string[]): string[] {
  return [...new Set(values.flatMap((value) => [...value.matchAll(REFERENCE)].map(([, name = '']) => name)))]
}

/** The value with each `${NAME}` as `valueFor` says. */
export function withSecrets(value: string, valueFor: (name: string) => string): string {
  return value.replace(REFERENCE, (_, name: string) => valueFor(name))
}

/** One word for bash, whatever is in it, in which `${NAME}` is the variable that holds the secret's placeholder. */
export function shellWord(value: string): string {
  const literal = (text: string) => (text === '' ? '' : `'${text.replaceAll("'", `'\\''`)}'`)
  let [word, end] = ['', 0]
  for (const match of value.matchAll(REFERENCE)) {
    word += `${literal(value.slice(end, match.index))}"$${match[1]}"`
    end = match.index + match[0].length
  }
  return word + literal(value.slice(end)) || "''"
}
