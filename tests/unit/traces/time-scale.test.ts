import { expect, test } from 'vitest'
import { timeScale } from '#components/trace/time-scale.ts'

test('work is drawn as long as it took, and a long wait between is shortened', () => {
  const hour = 3_600_000
  const work = [
    { from: 0, to: 60_000 },
    { from: hour, to: hour + 60_000 },
  ]
  const { place, shortened } = timeScale(work, { from: 0, to: hour + 60_000 })
  expect(shortened).toEqual([{ from: 60_000, to: hour }])
  expect(place(60_000) - place(0)).toBeCloseTo(place(hour + 60_000) - place(hour))
  expect(place(60_000)).toBeGreaterThan(0.4)
  expect(place(hour + 60_000)).toBe(1)
})

test('calls side by side share their time, and a run without work has a width', () => {
  const work = [
    { from: 1_000, to: 3_000 },
    { from: 2_000, to: 4_000 },
  ]
  const { place, shortened } = timeScale(work, { from: 0, to: 4_000 })
  expect(shortened).toEqual([])
  expect(place(2_000)).toBeCloseTo(0.5)
  expect(timeScale([], { from: 5, to: 6 }).place(5)).toBe(0)
})
