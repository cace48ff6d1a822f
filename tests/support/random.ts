/**
 * Random numbers that can be had again: CREWHOUSE_SEED repeats the run that printed it.
 */
export function seededRandom(): { random: () => number; seed: number } {
  const seed = Number(process.env.CREWHOUSE_SEED) || Math.floor(Math.random() * 0xffffffff)
  console.log(`seed ${seed}`)
  let state = seed >>> 0
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }
  return { random, seed }
}
