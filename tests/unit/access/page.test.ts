import { expect, test } from 'vitest'
import { cutPage, decodePageCursor, encodePageCursor, pageFields, timeKey } from '#lib/access/page.ts'
import { newId } from '#lib/ids.ts'

const rows = Array.from({ length: 3 }, (_, place) => ({ at: new Date(place).toISOString(), id: newId() }))

test('a page says where the next one begins, and the last one that there is none', () => {
  const first = cutPage(
    rows,
    2,
    (row) => row,
    ({ id }) => id,
  )
  expect(first.items).toEqual([rows[0]?.id, rows[1]?.id])
  expect(decodePageCursor(timeKey, first.nextCursor ?? '')).toEqual(rows[1])
  expect(
    cutPage(
      rows,
      3,
      (row) => row,
      ({ id }) => id,
    ),
  ).toMatchObject({ items: { length: 3 }, nextCursor: null })
  expect(
    cutPage(
      [],
      3,
      () => ({}),
      (row) => row,
    ),
  ).toEqual({ items: [], nextCursor: null })
})

test('a cursor that the list did not make is refused, in words', () => {
  const forged = ['x', '', 'e30', encodePageCursor({ at: 'now', id: newId() }), encodePageCursor([1]), '💥']
  for (const cursor of forged) {
    expect(() => decodePageCursor(timeKey, cursor)).toThrow(
      expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('Begin again') }),
    )
  }
})

test('cursor and limit are bounded', () => {
  const { cursor, limit } = pageFields
  expect(cursor.safeParse('x'.repeat(2001)).success).toBe(false)
  expect([0, 201, 1.5, 'many'].map((value) => limit.safeParse(value).success)).toEqual([false, false, false, false])
  expect(limit.parse(undefined)).toBe(50)
})
