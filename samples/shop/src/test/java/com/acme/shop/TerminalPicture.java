package com.acme.shop;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws a text with ANSI colours as a terminal of a given width shows it, long lines wrapped. Needs a monospaced font. */
final class TerminalPicture {

    private static final int SIZE = 14;
    private static final int MARGIN = 12;
    private static final Color[] DARK = {new Color(0x1e1e1e), new Color(0xd4d4d4)};
    private static final Color[] LIGHT = {Color.WHITE, new Color(0x24292f)};

    private record Cell(int character, Color color, Color background, boolean bold) {}

    private final Color[] theme;
    private final int columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private List<Cell> row = new ArrayList<>();
    private Color color;
    private Color background;
    private boolean bold;

    private TerminalPicture(int columns, Color[] theme) {
        this.columns = columns;
        this.theme = theme;
        color = theme[1];
    }

    static void draw(String text, Path png, int columns, boolean light) throws IOException {
        TerminalPicture picture = new TerminalPicture(columns, light ? LIGHT : DARK);
        picture.read(text.stripTrailing());
        ImageIO.write(picture.image(), "png", png.toFile());
    }

    private void read(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0x1b && i < text.length() && text.charAt(i) == '[') {
                int end = text.indexOf('m', i);
                style(text.substring(i + 1, end));
                i = end + 1;
            } else if (c == '\n') {
                newRow();
            } else {
                if (row.size() == columns) {
                    newRow();
                }
                row.add(new Cell(c, color, background, bold));
            }
        }
        newRow();
    }

    private void newRow() {
        rows.add(row);
        row = new ArrayList<>();
    }

    private void style(String codes) {
        String[] parts = codes.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            switch (parts[i]) {
                case "", "0" -> {
                    color = theme[1];
                    background = null;
                    bold = false;
                }
                case "1" -> bold = true;
                case "38" -> color = indexed(Integer.parseInt(parts[i += 2]));
                case "48" -> background = indexed(Integer.parseInt(parts[i += 2]));
                default -> throw new IllegalArgumentException("a style that this picture does not know: " + codes);
            }
        }
    }

    private static Color indexed(int index) {
        if (index < 16) {
            throw new IllegalArgumentException("colour " + index + " is each theme's own");
        }
        if (index >= 232) {
            int gray = 8 + 10 * (index - 232);
            return new Color(gray, gray, gray);
        }
        int[] levels = {0, 95, 135, 175, 215, 255};
        int cube = index - 16;
        return new Color(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]);
    }

    private BufferedImage image() {
        Font plain = new Font("DejaVu Sans Mono", Font.PLAIN, SIZE);
        Font thick = plain.deriveFont(Font.BOLD);
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(plain);
        int width = metrics.charWidth('m');
        int height = metrics.getHeight() + 1;
        BufferedImage image = new BufferedImage(
                columns * width + 2 * MARGIN, rows.size() * height + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(theme[0]);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < rows.get(y).size(); x++) {
                Cell cell = rows.get(y).get(x);
                int left = MARGIN + x * width;
                int top = MARGIN + y * height;
                if (cell.background != null) {
                    graphics.setColor(cell.background);
                    graphics.fillRect(left, top, width, height);
                }
                graphics.setColor(cell.color);
                graphics.setFont(cell.bold ? thick : plain);
                graphics.drawString(Character.toString(cell.character), left, top + metrics.getAscent());
            }
        }
        graphics.dispose();
        return image;
    }
}
