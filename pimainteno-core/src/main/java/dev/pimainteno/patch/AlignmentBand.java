package dev.pimainteno.patch;

import java.util.Arrays;

/**
 * The cells of an alignment that are looked at: as many rows as a hunk has lines, in each a few columns around the line of
 * the file that is to be expected. Remembers costs of two rows and one byte a cell. For one thread.
 */
final class AlignmentBand {
    private static final int FORBIDDEN = Integer.MAX_VALUE / 2;

    /** How far a column may be from the expected one; a move from there may lead one further. */
    private final int reach;

    private final int width;
    private final int[] firsts;
    private final byte[] moves;
    private final int[][] costs;

    AlignmentBand(int rows, int reach) {
        this.reach = reach;
        this.width = 2 * reach + 3;
        this.firsts = new int[rows];
        this.moves = new byte[rows * width];
        this.costs = new int[2][width];
        startRow(0, 0);
    }

    /** Makes room for a row, and forgets the costs of the row before the last one. */
    void startRow(int row, int expected) {
        firsts[row] = expected - reach - 1;
        Arrays.fill(costs[row & 1], FORBIDDEN);
    }

    /** Returns what it costs at least to come to a cell of one of the last two rows. */
    int cost(int row, int column) {
        return costs[row & 1][column - firsts[row]];
    }

    /** Returns the move that leads to a cell at the least cost. */
    byte move(int row, int column) {
        return moves[row * width + column - firsts[row]];
    }

    /** Notes a way to a cell if it is the cheapest so far. */
    void reach(int row, int column, int cost, byte move) {
        int at = column - firsts[row];
        if (cost < costs[row & 1][at]) {
            costs[row & 1][at] = cost;
            moves[row * width + at] = move;
        }
    }

    /** Returns the first of the cheapest columns of the last row, up to one. */
    int cheapest(int row, int most) {
        int best = Math.max(0, firsts[row]);
        for (int column = best + 1; column <= Math.min(most, firsts[row] + width - 1); column++) {
            best = cost(row, column) < cost(row, best) ? column : best;
        }
        return best;
    }
}
