/** The tool by which an agent opens its skills; whoever is granted it has them all. */
export const USE_SKILL = 'use_skill'
