// What a front end writes against the generated types; it only has to compile.
import type { ArticleQuery, ArticleQueryVariables } from "../generated/operations.js";
import type { Article, Block, Text } from "../generated/schema.js";

export const variables: ArticleQueryVariables = { slug: "breast-cancer-and-osteoporosis", locale: "ar", fallback: ["en"] };

type Shown = Pick<Text, "value" | "lang" | "dir">;

export function outline(data: ArticleQuery): Shown[] {
  const article = data.article;
  if (!article) {
    return [];
  }
  return [article.title, ...article.sections.flatMap((section) => [section.heading, ...textsOf(section.blocks)])];
}

type AnyBlock = NonNullable<ArticleQuery["article"]>["sections"][number]["blocks"][number];

function textsOf(blocks: readonly AnyBlock[]): Shown[] {
  return blocks.flatMap((block): Shown[] => {
    switch (block.__typename) {
      case "Paragraph":
        return [block.text];
      case "ListBlock":
        return block.items.map((item) => item.text);
      case "Callout":
        return block.label ? [block.label] : [];
      case "Figure":
        return [block.alternative];
      case "TableBlock":
        return block.rows.flatMap((row) => row.cells);
    }
  });
}

export function keysOf(article: Article): string[] {
  return article.introduction.map((block: Block) => block.key);
}
