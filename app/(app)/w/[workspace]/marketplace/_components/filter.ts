import { packageCategory } from '#lib/packages/schema.ts'

export const SORTS = ['popular', 'newest', 'name'] as const

/** What the list is narrowed to, as the address has it. */
export interface Filter {
  search?: string
  category?: ReturnType<typeof packageCategory.parse>
  from?: 'own'
  sort: (typeof SORTS)[number]
  installed?: true
  cursor?: string
}

export function readFilter(query: Record<string, string | string[] | undefined>): Filter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined) || undefined
  return {
    search: text('q')?.slice(0, 200),
    category: packageCategory.safeParse(text('category')).data,
    from: text('from') === 'own' ? 'own' : undefined,
    sort: SORTS.find((sort) => sort === text('sort')) ?? 'popular',
    installed: text('installed') ? true : undefined,
    cursor: text('cursor'),
  }
}

export function addressOf(path: string, { search, category, from, sort, installed, cursor }: Filter): string {
  const query = new URLSearchParams({
    ...(search && { q: search }),
    ...(category && { category }),
    ...(from && { from }),
    ...(sort !== 'popular' && { sort }),
    ...(installed && { installed: '1' }),
    ...(cursor && { cursor }),
  })
  return query.size > 0 ? `${path}?${query}` : path
}
