/**
 * What somebody's answers come to in each area.
 *
 * @typedef {{ id: string, from: number, text: string, next: string | null }} Band
 * @typedef {{ id: string, name: string, about: "me" | "we", feedback: Band[] }} Dimension
 * @typedef {{ id: string, text: string, dimension: string, reversed: boolean }} Item
 * @typedef {{ id: string, value: number, label: string }} Category
 * @typedef {{ categories: Category[], dont_know: string, minimum: number, maximum: number }} Scale
 * @typedef {{ id: string, title: string, scale: Scale, dimensions: Dimension[], items: Item[] }} Exercise
 * @typedef {{ dimension: Dimension, answered: number, total: number, score: number | null, band: Band | undefined }} Score
 */

/**
 * A dimension counts if more than half of its items are answered; its score is rounded half up
 * to one decimal before its band is looked up, so that text and number agree.
 * @param {Exercise} exercise
 * @param {Record<string, string>} answers
 * @returns {Score[]}
 */
export function scores({ scale, dimensions, items }, answers) {
  return dimensions.map((dimension) => {
    const own = items.filter((item) => item.dimension === dimension.id);
    const values = own.flatMap((item) => {
      const category = scale.categories.find(({ id }) => id === answers[item.id]);
      if (!category) return [];
      return item.reversed ? scale.minimum + scale.maximum - category.value : category.value;
    });
    const counts = values.length * 2 > own.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const score = counts ? Math.round(mean * 10 + 1e-6) / 10 : null;
    const band = dimension.feedback.filter(({ from }) => score !== null && score >= from).at(-1);
    return { dimension, answered: values.length, total: own.length, score, band };
  });
}
